# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'settings.ui'
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
from PySide6.QtWidgets import (QApplication, QFrame, QLabel, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

class Ui_SettingsForm(object):
    def setupUi(self, SettingsForm):
        if not SettingsForm.objectName():
            SettingsForm.setObjectName(u"SettingsForm")
        SettingsForm.resize(1000, 640)
        self.sections = QVBoxLayout(SettingsForm)
        self.sections.setSpacing(20)
        self.sections.setObjectName(u"sections")
        self.sections.setContentsMargins(0, 0, 0, 0)
        self.generalSection = QWidget(SettingsForm)
        self.generalSection.setObjectName(u"generalSection")
        self.generalLayout = QVBoxLayout(self.generalSection)
        self.generalLayout.setSpacing(8)
        self.generalLayout.setObjectName(u"generalLayout")
        self.generalLayout.setContentsMargins(0, 0, 0, 0)
        self.generalTitle = QLabel(self.generalSection)
        self.generalTitle.setObjectName(u"generalTitle")
        self.generalTitle.setProperty(u"textStyle", u"section")

        self.generalLayout.addWidget(self.generalTitle)

        self.generalCard = QFrame(self.generalSection)
        self.generalCard.setObjectName(u"generalCard")
        self.generalCard.setProperty(u"card", True)
        self.generalRows = QVBoxLayout(self.generalCard)
        self.generalRows.setSpacing(0)
        self.generalRows.setObjectName(u"generalRows")
        self.generalRows.setContentsMargins(0, 0, 0, 0)

        self.generalLayout.addWidget(self.generalCard)


        self.sections.addWidget(self.generalSection)

        self.lookSection = QWidget(SettingsForm)
        self.lookSection.setObjectName(u"lookSection")
        self.lookLayout = QVBoxLayout(self.lookSection)
        self.lookLayout.setSpacing(8)
        self.lookLayout.setObjectName(u"lookLayout")
        self.lookLayout.setContentsMargins(0, 0, 0, 0)
        self.lookTitle = QLabel(self.lookSection)
        self.lookTitle.setObjectName(u"lookTitle")
        self.lookTitle.setProperty(u"textStyle", u"section")

        self.lookLayout.addWidget(self.lookTitle)

        self.lookCard = QFrame(self.lookSection)
        self.lookCard.setObjectName(u"lookCard")
        self.lookCard.setProperty(u"card", True)
        self.lookRows = QVBoxLayout(self.lookCard)
        self.lookRows.setSpacing(0)
        self.lookRows.setObjectName(u"lookRows")
        self.lookRows.setContentsMargins(0, 0, 0, 0)

        self.lookLayout.addWidget(self.lookCard)


        self.sections.addWidget(self.lookSection)

        self.keyboardSection = QWidget(SettingsForm)
        self.keyboardSection.setObjectName(u"keyboardSection")
        self.keyboardLayout = QVBoxLayout(self.keyboardSection)
        self.keyboardLayout.setSpacing(8)
        self.keyboardLayout.setObjectName(u"keyboardLayout")
        self.keyboardLayout.setContentsMargins(0, 0, 0, 0)
        self.keyboardTitle = QLabel(self.keyboardSection)
        self.keyboardTitle.setObjectName(u"keyboardTitle")
        self.keyboardTitle.setProperty(u"textStyle", u"section")

        self.keyboardLayout.addWidget(self.keyboardTitle)

        self.keyboardCard = QFrame(self.keyboardSection)
        self.keyboardCard.setObjectName(u"keyboardCard")
        self.keyboardCard.setProperty(u"card", True)
        self.keyboardRows = QVBoxLayout(self.keyboardCard)
        self.keyboardRows.setSpacing(0)
        self.keyboardRows.setObjectName(u"keyboardRows")
        self.keyboardRows.setContentsMargins(0, 0, 0, 0)

        self.keyboardLayout.addWidget(self.keyboardCard)


        self.sections.addWidget(self.keyboardSection)

        self.exportsSection = QWidget(SettingsForm)
        self.exportsSection.setObjectName(u"exportsSection")
        self.exportsLayout = QVBoxLayout(self.exportsSection)
        self.exportsLayout.setSpacing(8)
        self.exportsLayout.setObjectName(u"exportsLayout")
        self.exportsLayout.setContentsMargins(0, 0, 0, 0)
        self.exportsTitle = QLabel(self.exportsSection)
        self.exportsTitle.setObjectName(u"exportsTitle")
        self.exportsTitle.setProperty(u"textStyle", u"section")

        self.exportsLayout.addWidget(self.exportsTitle)

        self.exportsCard = QFrame(self.exportsSection)
        self.exportsCard.setObjectName(u"exportsCard")
        self.exportsCard.setProperty(u"card", True)
        self.exportsRows = QVBoxLayout(self.exportsCard)
        self.exportsRows.setSpacing(0)
        self.exportsRows.setObjectName(u"exportsRows")
        self.exportsRows.setContentsMargins(0, 0, 0, 0)

        self.exportsLayout.addWidget(self.exportsCard)


        self.sections.addWidget(self.exportsSection)

        self.watchedSection = QWidget(SettingsForm)
        self.watchedSection.setObjectName(u"watchedSection")
        self.watchedLayout = QVBoxLayout(self.watchedSection)
        self.watchedLayout.setSpacing(8)
        self.watchedLayout.setObjectName(u"watchedLayout")
        self.watchedLayout.setContentsMargins(0, 0, 0, 0)
        self.watchedTitle = QLabel(self.watchedSection)
        self.watchedTitle.setObjectName(u"watchedTitle")
        self.watchedTitle.setProperty(u"textStyle", u"section")

        self.watchedLayout.addWidget(self.watchedTitle)

        self.watchedCard = QFrame(self.watchedSection)
        self.watchedCard.setObjectName(u"watchedCard")
        self.watchedCard.setProperty(u"card", True)
        self.watchedRows = QVBoxLayout(self.watchedCard)
        self.watchedRows.setSpacing(0)
        self.watchedRows.setObjectName(u"watchedRows")
        self.watchedRows.setContentsMargins(0, 0, 0, 0)

        self.watchedLayout.addWidget(self.watchedCard)


        self.sections.addWidget(self.watchedSection)

        self.networkSection = QWidget(SettingsForm)
        self.networkSection.setObjectName(u"networkSection")
        self.networkLayout = QVBoxLayout(self.networkSection)
        self.networkLayout.setSpacing(8)
        self.networkLayout.setObjectName(u"networkLayout")
        self.networkLayout.setContentsMargins(0, 0, 0, 0)
        self.networkTitle = QLabel(self.networkSection)
        self.networkTitle.setObjectName(u"networkTitle")
        self.networkTitle.setProperty(u"textStyle", u"section")

        self.networkLayout.addWidget(self.networkTitle)

        self.networkCard = QFrame(self.networkSection)
        self.networkCard.setObjectName(u"networkCard")
        self.networkCard.setProperty(u"card", True)
        self.networkRows = QVBoxLayout(self.networkCard)
        self.networkRows.setSpacing(0)
        self.networkRows.setObjectName(u"networkRows")
        self.networkRows.setContentsMargins(0, 0, 0, 0)

        self.networkLayout.addWidget(self.networkCard)


        self.sections.addWidget(self.networkSection)

        self.storageSection = QWidget(SettingsForm)
        self.storageSection.setObjectName(u"storageSection")
        self.storageLayout = QVBoxLayout(self.storageSection)
        self.storageLayout.setSpacing(8)
        self.storageLayout.setObjectName(u"storageLayout")
        self.storageLayout.setContentsMargins(0, 0, 0, 0)
        self.storageTitle = QLabel(self.storageSection)
        self.storageTitle.setObjectName(u"storageTitle")
        self.storageTitle.setProperty(u"textStyle", u"section")

        self.storageLayout.addWidget(self.storageTitle)

        self.storageCard = QFrame(self.storageSection)
        self.storageCard.setObjectName(u"storageCard")
        self.storageCard.setProperty(u"card", True)
        self.storageRows = QVBoxLayout(self.storageCard)
        self.storageRows.setSpacing(0)
        self.storageRows.setObjectName(u"storageRows")
        self.storageRows.setContentsMargins(0, 0, 0, 0)

        self.storageLayout.addWidget(self.storageCard)


        self.sections.addWidget(self.storageSection)

        self.messagesSection = QWidget(SettingsForm)
        self.messagesSection.setObjectName(u"messagesSection")
        self.messagesLayout = QVBoxLayout(self.messagesSection)
        self.messagesLayout.setSpacing(8)
        self.messagesLayout.setObjectName(u"messagesLayout")
        self.messagesLayout.setContentsMargins(0, 0, 0, 0)
        self.messagesTitle = QLabel(self.messagesSection)
        self.messagesTitle.setObjectName(u"messagesTitle")
        self.messagesTitle.setProperty(u"textStyle", u"section")

        self.messagesLayout.addWidget(self.messagesTitle)

        self.messagesCard = QFrame(self.messagesSection)
        self.messagesCard.setObjectName(u"messagesCard")
        self.messagesCard.setProperty(u"card", True)
        self.messagesRows = QVBoxLayout(self.messagesCard)
        self.messagesRows.setSpacing(0)
        self.messagesRows.setObjectName(u"messagesRows")
        self.messagesRows.setContentsMargins(0, 0, 0, 0)

        self.messagesLayout.addWidget(self.messagesCard)


        self.sections.addWidget(self.messagesSection)

        self.privacySection = QWidget(SettingsForm)
        self.privacySection.setObjectName(u"privacySection")
        self.privacyLayout = QVBoxLayout(self.privacySection)
        self.privacyLayout.setSpacing(8)
        self.privacyLayout.setObjectName(u"privacyLayout")
        self.privacyLayout.setContentsMargins(0, 0, 0, 0)
        self.privacyTitle = QLabel(self.privacySection)
        self.privacyTitle.setObjectName(u"privacyTitle")
        self.privacyTitle.setProperty(u"textStyle", u"section")

        self.privacyLayout.addWidget(self.privacyTitle)

        self.privacyCard = QFrame(self.privacySection)
        self.privacyCard.setObjectName(u"privacyCard")
        self.privacyCard.setProperty(u"card", True)
        self.privacyRows = QVBoxLayout(self.privacyCard)
        self.privacyRows.setSpacing(0)
        self.privacyRows.setObjectName(u"privacyRows")
        self.privacyRows.setContentsMargins(0, 0, 0, 0)

        self.privacyLayout.addWidget(self.privacyCard)


        self.sections.addWidget(self.privacySection)

        self.readingSlot = QWidget(SettingsForm)
        self.readingSlot.setObjectName(u"readingSlot")
        self.readingRows = QVBoxLayout(self.readingSlot)
        self.readingRows.setSpacing(0)
        self.readingRows.setObjectName(u"readingRows")
        self.readingRows.setContentsMargins(0, 0, 0, 0)

        self.sections.addWidget(self.readingSlot)

        self.aboutSection = QWidget(SettingsForm)
        self.aboutSection.setObjectName(u"aboutSection")
        self.aboutLayout = QVBoxLayout(self.aboutSection)
        self.aboutLayout.setSpacing(8)
        self.aboutLayout.setObjectName(u"aboutLayout")
        self.aboutLayout.setContentsMargins(0, 0, 0, 0)
        self.aboutTitle = QLabel(self.aboutSection)
        self.aboutTitle.setObjectName(u"aboutTitle")
        self.aboutTitle.setProperty(u"textStyle", u"section")

        self.aboutLayout.addWidget(self.aboutTitle)

        self.aboutCard = QFrame(self.aboutSection)
        self.aboutCard.setObjectName(u"aboutCard")
        self.aboutCard.setProperty(u"card", True)
        self.aboutRows = QVBoxLayout(self.aboutCard)
        self.aboutRows.setSpacing(0)
        self.aboutRows.setObjectName(u"aboutRows")
        self.aboutRows.setContentsMargins(0, 0, 0, 0)

        self.aboutLayout.addWidget(self.aboutCard)


        self.sections.addWidget(self.aboutSection)

        self.nothingFound = QLabel(SettingsForm)
        self.nothingFound.setObjectName(u"nothingFound")
        self.nothingFound.setProperty(u"textStyle", u"body")
        self.nothingFound.setProperty(u"tone", u"muted")

        self.sections.addWidget(self.nothingFound)

        self.below = QSpacerItem(20, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.sections.addItem(self.below)


        self.retranslateUi(SettingsForm)

        QMetaObject.connectSlotsByName(SettingsForm)
    # setupUi

    def retranslateUi(self, SettingsForm):
        self.generalTitle.setText(QCoreApplication.translate("SettingsForm", u"General", None))
        self.lookTitle.setText(QCoreApplication.translate("SettingsForm", u"Appearance and language", None))
        self.keyboardTitle.setText(QCoreApplication.translate("SettingsForm", u"Keyboard", None))
        self.exportsTitle.setText(QCoreApplication.translate("SettingsForm", u"Exports", None))
        self.watchedTitle.setText(QCoreApplication.translate("SettingsForm", u"Watched folders", None))
        self.networkTitle.setText(QCoreApplication.translate("SettingsForm", u"Network", None))
        self.storageTitle.setText(QCoreApplication.translate("SettingsForm", u"Storage", None))
        self.messagesTitle.setText(QCoreApplication.translate("SettingsForm", u"Notifications", None))
        self.privacyTitle.setText(QCoreApplication.translate("SettingsForm", u"Privacy", None))
        self.aboutTitle.setText(QCoreApplication.translate("SettingsForm", u"About", None))
        self.nothingFound.setText(QCoreApplication.translate("SettingsForm", u"No setting is called that.", None))
        pass
    # retranslateUi

