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
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QLabel,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

from ingestio_desktop.windows.widgets.formhelp import FormButton

class Ui_SettingsForm(object):
    def setupUi(self, SettingsForm):
        if not SettingsForm.objectName():
            SettingsForm.setObjectName(u"SettingsForm")
        SettingsForm.resize(1000, 640)
        self.layout22 = QVBoxLayout(SettingsForm)
        self.layout22.setSpacing(14)
        self.layout22.setObjectName(u"layout22")
        self.layout22.setContentsMargins(0, 0, 0, 0)
        self.appearanceTitle = QLabel(SettingsForm)
        self.appearanceTitle.setObjectName(u"appearanceTitle")
        self.appearanceTitle.setProperty(u"textStyle", u"section")

        self.layout22.addWidget(self.appearanceTitle)

        self.appearanceCard = QFrame(SettingsForm)
        self.appearanceCard.setObjectName(u"appearanceCard")
        self.appearanceCard.setProperty(u"card", True)
        self.layout4 = QVBoxLayout(self.appearanceCard)
        self.layout4.setSpacing(8)
        self.layout4.setObjectName(u"layout4")
        self.layout4.setContentsMargins(20, 16, 20, 16)
        self.layout3 = QHBoxLayout()
        self.layout3.setSpacing(12)
        self.layout3.setObjectName(u"layout3")
        self.layout3.setContentsMargins(0, 0, 0, 0)
        self.layout2 = QVBoxLayout()
        self.layout2.setSpacing(2)
        self.layout2.setObjectName(u"layout2")
        self.layout2.setContentsMargins(0, 0, 0, 0)
        self.title1 = QLabel(self.appearanceCard)
        self.title1.setObjectName(u"title1")
        self.title1.setProperty(u"textStyle", u"button")

        self.layout2.addWidget(self.title1)

        self.themeDetail = QLabel(self.appearanceCard)
        self.themeDetail.setObjectName(u"themeDetail")
        self.themeDetail.setProperty(u"textStyle", u"small")
        self.themeDetail.setProperty(u"tone", u"muted")
        self.themeDetail.setWordWrap(True)

        self.layout2.addWidget(self.themeDetail)


        self.layout3.addLayout(self.layout2)

        self.themeSlot = QWidget(self.appearanceCard)
        self.themeSlot.setObjectName(u"themeSlot")
        self.themeSlotLayout = QVBoxLayout(self.themeSlot)
        self.themeSlotLayout.setObjectName(u"themeSlotLayout")
        self.themeSlotLayout.setContentsMargins(0, 0, 0, 0)

        self.layout3.addWidget(self.themeSlot)

        self.layout3.setStretch(0, 1)

        self.layout4.addLayout(self.layout3)


        self.layout22.addWidget(self.appearanceCard)

        self.foldersTitle = QLabel(SettingsForm)
        self.foldersTitle.setObjectName(u"foldersTitle")
        self.foldersTitle.setProperty(u"textStyle", u"section")

        self.layout22.addWidget(self.foldersTitle)

        self.foldersCard = QFrame(SettingsForm)
        self.foldersCard.setObjectName(u"foldersCard")
        self.foldersCard.setProperty(u"card", True)
        self.layout16 = QVBoxLayout(self.foldersCard)
        self.layout16.setSpacing(12)
        self.layout16.setObjectName(u"layout16")
        self.layout16.setContentsMargins(20, 16, 20, 16)
        self.layout7 = QHBoxLayout()
        self.layout7.setSpacing(12)
        self.layout7.setObjectName(u"layout7")
        self.layout7.setContentsMargins(0, 0, 0, 0)
        self.layout6 = QVBoxLayout()
        self.layout6.setSpacing(2)
        self.layout6.setObjectName(u"layout6")
        self.layout6.setContentsMargins(0, 0, 0, 0)
        self.title5 = QLabel(self.foldersCard)
        self.title5.setObjectName(u"title5")
        self.title5.setProperty(u"textStyle", u"button")

        self.layout6.addWidget(self.title5)

        self.exportFolder = QLabel(self.foldersCard)
        self.exportFolder.setObjectName(u"exportFolder")
        self.exportFolder.setProperty(u"textStyle", u"small")
        self.exportFolder.setProperty(u"tone", u"muted")
        self.exportFolder.setWordWrap(True)

        self.layout6.addWidget(self.exportFolder)


        self.layout7.addLayout(self.layout6)

        self.chooseExport = FormButton(self.foldersCard)
        self.chooseExport.setObjectName(u"chooseExport")
        self.chooseExport.setProperty(u"kind", u"secondary")
        self.chooseExport.setProperty(u"icon_name", u"folder-open")

        self.layout7.addWidget(self.chooseExport)

        self.showExport = FormButton(self.foldersCard)
        self.showExport.setObjectName(u"showExport")
        self.showExport.setProperty(u"kind", u"ghost")

        self.layout7.addWidget(self.showExport)

        self.layout7.setStretch(0, 1)

        self.layout16.addLayout(self.layout7)

        self.rule8 = QFrame(self.foldersCard)
        self.rule8.setObjectName(u"rule8")
        self.rule8.setProperty(u"rule", True)
        self.rule8.setMinimumSize(QSize(0, 1))
        self.rule8.setMaximumSize(QSize(16777215, 1))

        self.layout16.addWidget(self.rule8)

        self.layout11 = QHBoxLayout()
        self.layout11.setSpacing(12)
        self.layout11.setObjectName(u"layout11")
        self.layout11.setContentsMargins(0, 0, 0, 0)
        self.layout10 = QVBoxLayout()
        self.layout10.setSpacing(2)
        self.layout10.setObjectName(u"layout10")
        self.layout10.setContentsMargins(0, 0, 0, 0)
        self.title9 = QLabel(self.foldersCard)
        self.title9.setObjectName(u"title9")
        self.title9.setProperty(u"textStyle", u"button")

        self.layout10.addWidget(self.title9)

        self.dataFolder = QLabel(self.foldersCard)
        self.dataFolder.setObjectName(u"dataFolder")
        self.dataFolder.setProperty(u"textStyle", u"small")
        self.dataFolder.setProperty(u"tone", u"muted")
        self.dataFolder.setWordWrap(True)

        self.layout10.addWidget(self.dataFolder)


        self.layout11.addLayout(self.layout10)

        self.showData = FormButton(self.foldersCard)
        self.showData.setObjectName(u"showData")
        self.showData.setProperty(u"kind", u"ghost")

        self.layout11.addWidget(self.showData)

        self.layout11.setStretch(0, 1)

        self.layout16.addLayout(self.layout11)

        self.rule12 = QFrame(self.foldersCard)
        self.rule12.setObjectName(u"rule12")
        self.rule12.setProperty(u"rule", True)
        self.rule12.setMinimumSize(QSize(0, 1))
        self.rule12.setMaximumSize(QSize(16777215, 1))

        self.layout16.addWidget(self.rule12)

        self.layout15 = QHBoxLayout()
        self.layout15.setSpacing(12)
        self.layout15.setObjectName(u"layout15")
        self.layout15.setContentsMargins(0, 0, 0, 0)
        self.layout14 = QVBoxLayout()
        self.layout14.setSpacing(2)
        self.layout14.setObjectName(u"layout14")
        self.layout14.setContentsMargins(0, 0, 0, 0)
        self.title13 = QLabel(self.foldersCard)
        self.title13.setObjectName(u"title13")
        self.title13.setProperty(u"textStyle", u"button")

        self.layout14.addWidget(self.title13)

        self.logFolder = QLabel(self.foldersCard)
        self.logFolder.setObjectName(u"logFolder")
        self.logFolder.setProperty(u"textStyle", u"small")
        self.logFolder.setProperty(u"tone", u"muted")
        self.logFolder.setWordWrap(True)

        self.layout14.addWidget(self.logFolder)


        self.layout15.addLayout(self.layout14)

        self.showLogs = FormButton(self.foldersCard)
        self.showLogs.setObjectName(u"showLogs")
        self.showLogs.setProperty(u"kind", u"ghost")

        self.layout15.addWidget(self.showLogs)

        self.layout15.setStretch(0, 1)

        self.layout16.addLayout(self.layout15)


        self.layout22.addWidget(self.foldersCard)

        self.aboutTitle = QLabel(SettingsForm)
        self.aboutTitle.setObjectName(u"aboutTitle")
        self.aboutTitle.setProperty(u"textStyle", u"section")

        self.layout22.addWidget(self.aboutTitle)

        self.aboutCard = QFrame(SettingsForm)
        self.aboutCard.setObjectName(u"aboutCard")
        self.aboutCard.setProperty(u"card", True)
        self.layout20 = QVBoxLayout(self.aboutCard)
        self.layout20.setSpacing(8)
        self.layout20.setObjectName(u"layout20")
        self.layout20.setContentsMargins(20, 16, 20, 16)
        self.layout19 = QHBoxLayout()
        self.layout19.setSpacing(12)
        self.layout19.setObjectName(u"layout19")
        self.layout19.setContentsMargins(0, 0, 0, 0)
        self.layout18 = QVBoxLayout()
        self.layout18.setSpacing(2)
        self.layout18.setObjectName(u"layout18")
        self.layout18.setContentsMargins(0, 0, 0, 0)
        self.title17 = QLabel(self.aboutCard)
        self.title17.setObjectName(u"title17")
        self.title17.setProperty(u"textStyle", u"button")

        self.layout18.addWidget(self.title17)

        self.versionLine = QLabel(self.aboutCard)
        self.versionLine.setObjectName(u"versionLine")
        self.versionLine.setProperty(u"textStyle", u"small")
        self.versionLine.setProperty(u"tone", u"muted")
        self.versionLine.setWordWrap(True)

        self.layout18.addWidget(self.versionLine)


        self.layout19.addLayout(self.layout18)

        self.showKeys = FormButton(self.aboutCard)
        self.showKeys.setObjectName(u"showKeys")
        self.showKeys.setProperty(u"kind", u"secondary")
        self.showKeys.setProperty(u"icon_name", u"keyboard")

        self.layout19.addWidget(self.showKeys)

        self.layout19.setStretch(0, 1)

        self.layout20.addLayout(self.layout19)


        self.layout22.addWidget(self.aboutCard)

        self.spacer21 = QSpacerItem(1, 20, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout22.addItem(self.spacer21)


        self.retranslateUi(SettingsForm)

        QMetaObject.connectSlotsByName(SettingsForm)
    # setupUi

    def retranslateUi(self, SettingsForm):
        self.appearanceTitle.setText(QCoreApplication.translate("SettingsForm", u"Appearance", None))
        self.title1.setText(QCoreApplication.translate("SettingsForm", u"Theme", None))
        self.themeDetail.setText(QCoreApplication.translate("SettingsForm", u"Light, dark, or as the system says. Changes at once.", None))
        self.foldersTitle.setText(QCoreApplication.translate("SettingsForm", u"Folders", None))
        self.title5.setText(QCoreApplication.translate("SettingsForm", u"Exports", None))
        self.exportFolder.setText("")
        self.chooseExport.setText(QCoreApplication.translate("SettingsForm", u"Choose\u2026", None))
#if QT_CONFIG(tooltip)
        self.chooseExport.setToolTip(QCoreApplication.translate("SettingsForm", u"Choose the folder that exports are written to", None))
#endif // QT_CONFIG(tooltip)
        self.showExport.setText(QCoreApplication.translate("SettingsForm", u"Show", None))
        self.title9.setText(QCoreApplication.translate("SettingsForm", u"Data of this computer", None))
        self.dataFolder.setText("")
        self.showData.setText(QCoreApplication.translate("SettingsForm", u"Show", None))
        self.title13.setText(QCoreApplication.translate("SettingsForm", u"Logs", None))
        self.logFolder.setText("")
        self.showLogs.setText(QCoreApplication.translate("SettingsForm", u"Show", None))
        self.aboutTitle.setText(QCoreApplication.translate("SettingsForm", u"About", None))
        self.title17.setText(QCoreApplication.translate("SettingsForm", u"IngestIO", None))
        self.versionLine.setText("")
        self.showKeys.setText(QCoreApplication.translate("SettingsForm", u"All keys", None))
        pass
    # retranslateUi

