# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'account.ui'
##
## Created by: the Qt User Interface Compiler
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QLabel,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

from ingestio_desktop.windows.widgets.formhelp import FormButton

class Ui_AccountForm(object):
    def setupUi(self, AccountForm):
        if not AccountForm.objectName():
            AccountForm.setObjectName(u"AccountForm")
        AccountForm.resize(1000, 640)
        self.layout33 = QVBoxLayout(AccountForm)
        self.layout33.setSpacing(14)
        self.layout33.setObjectName(u"layout33")
        self.layout33.setContentsMargins(0, 0, 0, 0)
        self.noticeSlot = QWidget(AccountForm)
        self.noticeSlot.setObjectName(u"noticeSlot")
        self.noticeSlotLayout = QVBoxLayout(self.noticeSlot)
        self.noticeSlotLayout.setObjectName(u"noticeSlotLayout")
        self.noticeSlotLayout.setContentsMargins(0, 0, 0, 0)

        self.layout33.addWidget(self.noticeSlot)

        self.whoCard = QFrame(AccountForm)
        self.whoCard.setObjectName(u"whoCard")
        self.whoCard.setProperty(u"card", True)
        self.layout3 = QHBoxLayout(self.whoCard)
        self.layout3.setSpacing(12)
        self.layout3.setObjectName(u"layout3")
        self.layout3.setContentsMargins(16, 14, 16, 14)
        self.avatarSlot = QWidget(self.whoCard)
        self.avatarSlot.setObjectName(u"avatarSlot")
        self.avatarSlotLayout = QVBoxLayout(self.avatarSlot)
        self.avatarSlotLayout.setObjectName(u"avatarSlotLayout")
        self.avatarSlotLayout.setContentsMargins(0, 0, 0, 0)

        self.layout3.addWidget(self.avatarSlot)

        self.layout1 = QVBoxLayout()
        self.layout1.setSpacing(2)
        self.layout1.setObjectName(u"layout1")
        self.layout1.setContentsMargins(0, 0, 0, 0)
        self.whoName = QLabel(self.whoCard)
        self.whoName.setObjectName(u"whoName")
        self.whoName.setProperty(u"textStyle", u"button")

        self.layout1.addWidget(self.whoName)

        self.whoDetail = QLabel(self.whoCard)
        self.whoDetail.setObjectName(u"whoDetail")
        self.whoDetail.setProperty(u"textStyle", u"small")
        self.whoDetail.setProperty(u"tone", u"muted")

        self.layout1.addWidget(self.whoDetail)


        self.layout3.addLayout(self.layout1)

        self.spacer2 = QSpacerItem(40, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout3.addItem(self.spacer2)

        self.signOut = FormButton(self.whoCard)
        self.signOut.setObjectName(u"signOut")
        self.signOut.setProperty(u"kind", u"secondary")
        self.signOut.setProperty(u"icon_name", u"log-out")

        self.layout3.addWidget(self.signOut)


        self.layout33.addWidget(self.whoCard)

        self.cardsRow = QHBoxLayout()
        self.cardsRow.setSpacing(14)
        self.cardsRow.setObjectName(u"cardsRow")
        self.cardsRow.setContentsMargins(0, 0, 0, 0)
        self.pagesCard = QFrame(AccountForm)
        self.pagesCard.setObjectName(u"pagesCard")
        self.pagesCard.setProperty(u"card", True)
        self.layout9 = QVBoxLayout(self.pagesCard)
        self.layout9.setSpacing(8)
        self.layout9.setObjectName(u"layout9")
        self.layout9.setContentsMargins(20, 16, 20, 16)
        self.layout5 = QHBoxLayout()
        self.layout5.setSpacing(8)
        self.layout5.setObjectName(u"layout5")
        self.layout5.setContentsMargins(0, 0, 0, 0)
        self.pagesTitle = QLabel(self.pagesCard)
        self.pagesTitle.setObjectName(u"pagesTitle")
        self.pagesTitle.setProperty(u"textStyle", u"section")

        self.layout5.addWidget(self.pagesTitle)

        self.spacer4 = QSpacerItem(40, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout5.addItem(self.spacer4)

        self.pagesPeriod = QLabel(self.pagesCard)
        self.pagesPeriod.setObjectName(u"pagesPeriod")
        self.pagesPeriod.setProperty(u"textStyle", u"small")
        self.pagesPeriod.setProperty(u"tone", u"muted")

        self.layout5.addWidget(self.pagesPeriod)


        self.layout9.addLayout(self.layout5)

        self.layout7 = QHBoxLayout()
        self.layout7.setSpacing(8)
        self.layout7.setObjectName(u"layout7")
        self.layout7.setContentsMargins(0, 0, 0, 0)
        self.pagesUsed = QLabel(self.pagesCard)
        self.pagesUsed.setObjectName(u"pagesUsed")
        self.pagesUsed.setProperty(u"textStyle", u"hero")

        self.layout7.addWidget(self.pagesUsed)

        self.pagesOf = QLabel(self.pagesCard)
        self.pagesOf.setObjectName(u"pagesOf")
        self.pagesOf.setProperty(u"textStyle", u"body")
        self.pagesOf.setProperty(u"tone", u"muted")

        self.layout7.addWidget(self.pagesOf)

        self.spacer6 = QSpacerItem(40, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout7.addItem(self.spacer6)

        self.pagesLeft = QLabel(self.pagesCard)
        self.pagesLeft.setObjectName(u"pagesLeft")
        self.pagesLeft.setProperty(u"textStyle", u"button")

        self.layout7.addWidget(self.pagesLeft)


        self.layout9.addLayout(self.layout7)

        self.pagesBarSlot = QWidget(self.pagesCard)
        self.pagesBarSlot.setObjectName(u"pagesBarSlot")
        self.pagesBarSlotLayout = QVBoxLayout(self.pagesBarSlot)
        self.pagesBarSlotLayout.setObjectName(u"pagesBarSlotLayout")
        self.pagesBarSlotLayout.setContentsMargins(0, 0, 0, 0)

        self.layout9.addWidget(self.pagesBarSlot)

        self.pagesNote = QLabel(self.pagesCard)
        self.pagesNote.setObjectName(u"pagesNote")
        self.pagesNote.setProperty(u"textStyle", u"small")
        self.pagesNote.setProperty(u"tone", u"muted")
        self.pagesNote.setWordWrap(True)

        self.layout9.addWidget(self.pagesNote)

        self.chartHead = QHBoxLayout()
        self.chartHead.setSpacing(8)
        self.chartHead.setObjectName(u"chartHead")
        self.chartHead.setContentsMargins(0, 0, 0, 0)
        self.chartTitle = QLabel(self.pagesCard)
        self.chartTitle.setObjectName(u"chartTitle")
        self.chartTitle.setProperty(u"textStyle", u"section")

        self.chartHead.addWidget(self.chartTitle)

        self.spacer43 = QSpacerItem(40, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.chartHead.addItem(self.spacer43)

        self.chartLegend = QLabel(self.pagesCard)
        self.chartLegend.setObjectName(u"chartLegend")
        self.chartLegend.setProperty(u"textStyle", u"small")
        self.chartLegend.setProperty(u"tone", u"muted")

        self.chartHead.addWidget(self.chartLegend)


        self.layout9.addLayout(self.chartHead)

        self.chartSlot = QWidget(self.pagesCard)
        self.chartSlot.setObjectName(u"chartSlot")
        self.chartSlotLayout = QVBoxLayout(self.chartSlot)
        self.chartSlotLayout.setObjectName(u"chartSlotLayout")
        self.chartSlotLayout.setContentsMargins(0, 0, 0, 0)

        self.layout9.addWidget(self.chartSlot)


        self.cardsRow.addWidget(self.pagesCard)

        self.planCard = QFrame(AccountForm)
        self.planCard.setObjectName(u"planCard")
        self.planCard.setProperty(u"card", True)
        self.layout29 = QVBoxLayout(self.planCard)
        self.layout29.setSpacing(8)
        self.layout29.setObjectName(u"layout29")
        self.layout29.setContentsMargins(20, 16, 20, 16)
        self.layout11 = QHBoxLayout()
        self.layout11.setSpacing(8)
        self.layout11.setObjectName(u"layout11")
        self.layout11.setContentsMargins(0, 0, 0, 0)
        self.planName = QLabel(self.planCard)
        self.planName.setObjectName(u"planName")
        self.planName.setProperty(u"textStyle", u"heading")

        self.layout11.addWidget(self.planName)

        self.spacer10 = QSpacerItem(40, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout11.addItem(self.spacer10)

        self.planBadgeSlot = QWidget(self.planCard)
        self.planBadgeSlot.setObjectName(u"planBadgeSlot")
        self.planBadgeSlotLayout = QVBoxLayout(self.planBadgeSlot)
        self.planBadgeSlotLayout.setObjectName(u"planBadgeSlotLayout")
        self.planBadgeSlotLayout.setContentsMargins(0, 0, 0, 0)

        self.layout11.addWidget(self.planBadgeSlot)


        self.layout29.addLayout(self.layout11)

        self.planDetail = QLabel(self.planCard)
        self.planDetail.setObjectName(u"planDetail")
        self.planDetail.setProperty(u"textStyle", u"small")
        self.planDetail.setProperty(u"tone", u"muted")
        self.planDetail.setWordWrap(True)

        self.layout29.addWidget(self.planDetail)

        self.rule12 = QFrame(self.planCard)
        self.rule12.setObjectName(u"rule12")
        self.rule12.setProperty(u"rule", True)
        self.rule12.setMinimumSize(QSize(0, 1))
        self.rule12.setMaximumSize(QSize(16777215, 1))

        self.layout29.addWidget(self.rule12)

        self.layout15 = QHBoxLayout()
        self.layout15.setSpacing(8)
        self.layout15.setObjectName(u"layout15")
        self.layout15.setContentsMargins(0, 0, 0, 0)
        self.factTitle13 = QLabel(self.planCard)
        self.factTitle13.setObjectName(u"factTitle13")
        self.factTitle13.setProperty(u"textStyle", u"body")
        self.factTitle13.setProperty(u"tone", u"muted")

        self.layout15.addWidget(self.factTitle13)

        self.spacer14 = QSpacerItem(40, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout15.addItem(self.spacer14)

        self.limitPages = QLabel(self.planCard)
        self.limitPages.setObjectName(u"limitPages")
        self.limitPages.setProperty(u"textStyle", u"button")

        self.layout15.addWidget(self.limitPages)


        self.layout29.addLayout(self.layout15)

        self.layout18 = QHBoxLayout()
        self.layout18.setSpacing(8)
        self.layout18.setObjectName(u"layout18")
        self.layout18.setContentsMargins(0, 0, 0, 0)
        self.factTitle16 = QLabel(self.planCard)
        self.factTitle16.setObjectName(u"factTitle16")
        self.factTitle16.setProperty(u"textStyle", u"body")
        self.factTitle16.setProperty(u"tone", u"muted")

        self.layout18.addWidget(self.factTitle16)

        self.spacer17 = QSpacerItem(40, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout18.addItem(self.spacer17)

        self.limitFiles = QLabel(self.planCard)
        self.limitFiles.setObjectName(u"limitFiles")
        self.limitFiles.setProperty(u"textStyle", u"button")

        self.layout18.addWidget(self.limitFiles)


        self.layout29.addLayout(self.layout18)

        self.layout21 = QHBoxLayout()
        self.layout21.setSpacing(8)
        self.layout21.setObjectName(u"layout21")
        self.layout21.setContentsMargins(0, 0, 0, 0)
        self.factTitle19 = QLabel(self.planCard)
        self.factTitle19.setObjectName(u"factTitle19")
        self.factTitle19.setProperty(u"textStyle", u"body")
        self.factTitle19.setProperty(u"tone", u"muted")

        self.layout21.addWidget(self.factTitle19)

        self.spacer20 = QSpacerItem(40, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout21.addItem(self.spacer20)

        self.limitSize = QLabel(self.planCard)
        self.limitSize.setObjectName(u"limitSize")
        self.limitSize.setProperty(u"textStyle", u"button")

        self.layout21.addWidget(self.limitSize)


        self.layout29.addLayout(self.layout21)

        self.layout40 = QHBoxLayout()
        self.layout40.setSpacing(8)
        self.layout40.setObjectName(u"layout40")
        self.layout40.setContentsMargins(0, 0, 0, 0)
        self.enginesTitle = QLabel(self.planCard)
        self.enginesTitle.setObjectName(u"enginesTitle")
        self.enginesTitle.setProperty(u"textStyle", u"body")
        self.enginesTitle.setProperty(u"tone", u"muted")

        self.layout40.addWidget(self.enginesTitle)

        self.spacer40 = QSpacerItem(40, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout40.addItem(self.spacer40)

        self.limitEngines = QLabel(self.planCard)
        self.limitEngines.setObjectName(u"limitEngines")
        self.limitEngines.setProperty(u"textStyle", u"button")

        self.layout40.addWidget(self.limitEngines)


        self.layout29.addLayout(self.layout40)

        self.layout41 = QHBoxLayout()
        self.layout41.setSpacing(8)
        self.layout41.setObjectName(u"layout41")
        self.layout41.setContentsMargins(0, 0, 0, 0)
        self.documentsTitle = QLabel(self.planCard)
        self.documentsTitle.setObjectName(u"documentsTitle")
        self.documentsTitle.setProperty(u"textStyle", u"body")
        self.documentsTitle.setProperty(u"tone", u"muted")

        self.layout41.addWidget(self.documentsTitle)

        self.spacer41 = QSpacerItem(40, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout41.addItem(self.spacer41)

        self.documentsUsed = QLabel(self.planCard)
        self.documentsUsed.setObjectName(u"documentsUsed")
        self.documentsUsed.setProperty(u"textStyle", u"button")

        self.layout41.addWidget(self.documentsUsed)


        self.layout29.addLayout(self.layout41)

        self.layout27 = QHBoxLayout()
        self.layout27.setSpacing(8)
        self.layout27.setObjectName(u"layout27")
        self.layout27.setContentsMargins(0, 0, 0, 0)
        self.factTitle25 = QLabel(self.planCard)
        self.factTitle25.setObjectName(u"factTitle25")
        self.factTitle25.setProperty(u"textStyle", u"body")
        self.factTitle25.setProperty(u"tone", u"muted")

        self.layout27.addWidget(self.factTitle25)

        self.spacer26 = QSpacerItem(40, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout27.addItem(self.spacer26)

        self.diskUsed = QLabel(self.planCard)
        self.diskUsed.setObjectName(u"diskUsed")
        self.diskUsed.setProperty(u"textStyle", u"button")

        self.layout27.addWidget(self.diskUsed)


        self.layout29.addLayout(self.layout27)

        self.layout42 = QHBoxLayout()
        self.layout42.setSpacing(8)
        self.layout42.setObjectName(u"layout42")
        self.layout42.setContentsMargins(0, 0, 0, 0)
        self.diskFreeTitle = QLabel(self.planCard)
        self.diskFreeTitle.setObjectName(u"diskFreeTitle")
        self.diskFreeTitle.setProperty(u"textStyle", u"body")
        self.diskFreeTitle.setProperty(u"tone", u"muted")

        self.layout42.addWidget(self.diskFreeTitle)

        self.spacer42 = QSpacerItem(40, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout42.addItem(self.spacer42)

        self.diskFree = QLabel(self.planCard)
        self.diskFree.setObjectName(u"diskFree")
        self.diskFree.setProperty(u"textStyle", u"button")

        self.layout42.addWidget(self.diskFree)


        self.layout29.addLayout(self.layout42)

        self.diskBarSlot = QWidget(self.planCard)
        self.diskBarSlot.setObjectName(u"diskBarSlot")
        self.diskBarSlotLayout = QVBoxLayout(self.diskBarSlot)
        self.diskBarSlotLayout.setObjectName(u"diskBarSlotLayout")
        self.diskBarSlotLayout.setContentsMargins(0, 0, 0, 0)

        self.layout29.addWidget(self.diskBarSlot)

        self.spacer28 = QSpacerItem(1, 20, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout29.addItem(self.spacer28)

        self.changePlan = FormButton(self.planCard)
        self.changePlan.setObjectName(u"changePlan")
        self.changePlan.setProperty(u"kind", u"primary")
        self.changePlan.setProperty(u"trailing_icon", u"external-link")

        self.layout29.addWidget(self.changePlan)

        self.billing = FormButton(self.planCard)
        self.billing.setObjectName(u"billing")
        self.billing.setProperty(u"kind", u"secondary")
        self.billing.setProperty(u"trailing_icon", u"external-link")

        self.layout29.addWidget(self.billing)

        self.billingNote = QLabel(self.planCard)
        self.billingNote.setObjectName(u"billingNote")
        self.billingNote.setProperty(u"textStyle", u"small")
        self.billingNote.setProperty(u"tone", u"muted")

        self.layout29.addWidget(self.billingNote)


        self.cardsRow.addWidget(self.planCard)


        self.layout33.addLayout(self.cardsRow)

        self.layout31 = QHBoxLayout()
        self.layout31.setSpacing(8)
        self.layout31.setObjectName(u"layout31")
        self.layout31.setContentsMargins(0, 0, 0, 0)
        self.accountsTitle = QLabel(AccountForm)
        self.accountsTitle.setObjectName(u"accountsTitle")
        self.accountsTitle.setProperty(u"textStyle", u"section")

        self.layout31.addWidget(self.accountsTitle)

        self.spacer30 = QSpacerItem(40, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout31.addItem(self.spacer30)

        self.signIn = FormButton(AccountForm)
        self.signIn.setObjectName(u"signIn")
        self.signIn.setProperty(u"kind", u"link")
        self.signIn.setProperty(u"icon_name", u"plus")

        self.layout31.addWidget(self.signIn)


        self.layout33.addLayout(self.layout31)

        self.accountsCard = QFrame(AccountForm)
        self.accountsCard.setObjectName(u"accountsCard")
        self.accountsCard.setProperty(u"card", True)
        self.accountsList = QVBoxLayout(self.accountsCard)
        self.accountsList.setSpacing(0)
        self.accountsList.setObjectName(u"accountsList")
        self.accountsList.setContentsMargins(0, 0, 0, 0)

        self.layout33.addWidget(self.accountsCard)

        self.spacer32 = QSpacerItem(1, 20, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout33.addItem(self.spacer32)


        self.retranslateUi(AccountForm)

        QMetaObject.connectSlotsByName(AccountForm)
    # setupUi

    def retranslateUi(self, AccountForm):
        self.whoName.setText("")
        self.whoDetail.setText("")
        self.signOut.setText(QCoreApplication.translate("AccountForm", u"Sign out\u2026", None))
        self.pagesTitle.setText(QCoreApplication.translate("AccountForm", u"Pages this month", None))
        self.pagesPeriod.setText("")
        self.pagesUsed.setText("")
        self.pagesOf.setText("")
        self.pagesLeft.setText("")
        self.pagesNote.setText("")
        self.chartTitle.setText(QCoreApplication.translate("AccountForm", u"Pages by month", None))
        self.chartLegend.setText("")
        self.planName.setText("")
        self.planDetail.setText("")
        self.factTitle13.setText(QCoreApplication.translate("AccountForm", u"Pages a month", None))
        self.limitPages.setText("")
        self.factTitle16.setText(QCoreApplication.translate("AccountForm", u"Files in a batch", None))
        self.limitFiles.setText("")
        self.factTitle19.setText(QCoreApplication.translate("AccountForm", u"Largest file", None))
        self.limitSize.setText("")
        self.enginesTitle.setText(QCoreApplication.translate("AccountForm", u"Model engines", None))
        self.limitEngines.setText("")
        self.documentsTitle.setText(QCoreApplication.translate("AccountForm", u"Documents this month", None))
        self.documentsUsed.setText("")
        self.factTitle25.setText(QCoreApplication.translate("AccountForm", u"Space on this disk", None))
        self.diskUsed.setText("")
        self.diskFreeTitle.setText(QCoreApplication.translate("AccountForm", u"Free on this disk", None))
        self.diskFree.setText("")
        self.changePlan.setText(QCoreApplication.translate("AccountForm", u"Change plan", None))
        self.billing.setText(QCoreApplication.translate("AccountForm", u"Billing and invoices", None))
        self.billingNote.setText(QCoreApplication.translate("AccountForm", u"Both open Stripe in your browser", None))
        self.accountsTitle.setText(QCoreApplication.translate("AccountForm", u"Accounts on this computer", None))
        self.signIn.setText(QCoreApplication.translate("AccountForm", u"Sign in to another\u2026", None))
        pass
    # retranslateUi

