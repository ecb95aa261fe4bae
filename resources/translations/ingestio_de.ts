<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>Always free</source>
        <translation>Immer kostenlos</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Kostenlos</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Trial</source>
        <translation>Testphase</translation>
    </message>
    <message>
        <source>Past due</source>
        <translation>Zahlung offen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Unbekannt</translation>
    </message>
    <message numerus="yes">
        <source>Trial, %n day(s) left</source>
        <translation>
            <numerusform>Testphase, noch %n Tag</numerusform>
            <numerusform>Testphase, noch %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>Renews on {day}</source>
        <translation>Verlängert sich am {day}</translation>
    </message>
    <message>
        <source>The last payment failed</source>
        <translation>Die letzte Zahlung ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Ends on {day}</source>
        <translation>Endet am {day}</translation>
    </message>
    <message>
        <source>The subscription has ended</source>
        <translation>Das Abonnement ist beendet</translation>
    </message>
    <message>
        <source>Stripe can’t be reached right now</source>
        <translation>Stripe ist gerade nicht erreichbar</translation>
    </message>
    <message>
        <source>Everything runs here. Nothing leaves this disk.</source>
        <translation>Alles läuft hier. Nichts verlässt diesen Datenträger.</translation>
    </message>
    <message>
        <source>No subscription</source>
        <translation>Kein Abonnement</translation>
    </message>
    <message>
        <source>New batches are refused until it is paid. What is here stays.</source>
        <translation>Neue Stapel werden abgelehnt, bis bezahlt ist. Was hier ist, bleibt.</translation>
    </message>
    <message>
        <source>Update payment</source>
        <translation>Zahlung aktualisieren</translation>
    </message>
    <message>
        <source>Your batches stay. Choose a plan to go on.</source>
        <translation>Ihre Stapel bleiben. Wählen Sie einen Tarif, um weiterzumachen.</translation>
    </message>
    <message>
        <source>Choose a plan</source>
        <translation>Tarif wählen</translation>
    </message>
    <message>
        <source>Plan and billing can be changed once it answers again. Everything else goes on.</source>
        <translation>Tarif und Abrechnung lassen sich ändern, sobald es wieder antwortet. Alles andere läuft weiter.</translation>
    </message>
    <message>
        <source>Stripe can’t be reached</source>
        <translation>Stripe ist nicht erreichbar</translation>
    </message>
    <message>
        <source>Reading on this computer costs nothing and is not limited.</source>
        <translation>Das Auslesen auf diesem Computer kostet nichts und ist nicht begrenzt.</translation>
    </message>
    <message>
        <source>All pages of this month are used. New documents wait until {day}, or change the plan.</source>
        <translation>Alle Seiten dieses Monats sind verbraucht. Neue Dokumente warten bis {day}, oder Sie wechseln den Tarif.</translation>
    </message>
    <message>
        <source>{share} % of this month’s pages are used.</source>
        <translation>{share} % der Seiten dieses Monats sind verbraucht.</translation>
    </message>
    <message>
        <source>Starts again on {day}</source>
        <translation>Beginnt neu am {day}</translation>
    </message>
    <message>
        <source>Plan and usage as of {time}</source>
        <translation>Tarif und Verbrauch, Stand {time}</translation>
    </message>
    <message>
        <source>Plan and usage as of yesterday {time}</source>
        <translation>Tarif und Verbrauch, Stand gestern {time}</translation>
    </message>
    <message>
        <source>Plan and usage as of {day}, {time}</source>
        <translation>Tarif und Verbrauch, Stand {day}, {time}</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <comment>how a day is written without its year, in the letters of QLocale</comment>
        <translation>d. MMMM</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>how a day is written with its year, in the letters of QLocale</comment>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <comment>how a month is written with its year, in the letters of QLocale</comment>
        <translation>MMMM yyyy</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n Änderung</numerusform>
            <numerusform>%n Änderungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) not uploaded</source>
        <translation>
            <numerusform>%n Datei nicht hochgeladen</numerusform>
            <numerusform>%n Dateien nicht hochgeladen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) that the service refused</source>
        <translation>
            <numerusform>%n Änderung, die der Dienst abgelehnt hat</numerusform>
            <numerusform>%n Änderungen, die der Dienst abgelehnt hat</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) with unsaved edits</source>
        <translation>
            <numerusform>%n Dokument mit ungespeicherten Änderungen</numerusform>
            <numerusform>%n Dokumente mit ungespeicherten Änderungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of a batch not submitted</source>
        <translation>
            <numerusform>%n Datei eines nicht abgeschickten Stapels</numerusform>
            <numerusform>%n Dateien eines nicht abgeschickten Stapels</numerusform>
        </translation>
    </message>
    <message>
        <source>Starter plan</source>
        <translation>Tarif Starter</translation>
    </message>
    <message>
        <source>Plus plan</source>
        <translation>Tarif Plus</translation>
    </message>
    <message>
        <source>Growth plan</source>
        <translation>Tarif Growth</translation>
    </message>
    <message>
        <source>Waiting for network</source>
        <translation>Wartet auf Netzwerk</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Uploading</source>
        <translation>Lädt hoch</translation>
    </message>
    <message>
        <source>Have the batch read</source>
        <translation>Stapel lesen lassen</translation>
    </message>
    <message>
        <source>Delete the batch</source>
        <translation>Stapel löschen</translation>
    </message>
    <message>
        <source>Changed values</source>
        <translation>Geänderte Werte</translation>
    </message>
    <message>
        <source>Confirm the document</source>
        <translation>Dokument bestätigen</translation>
    </message>
    <message>
        <source>Take the confirmation back</source>
        <translation>Bestätigung zurücknehmen</translation>
    </message>
    <message>
        <source>Read the document again</source>
        <translation>Dokument neu lesen</translation>
    </message>
    <message>
        <source>Cancel the document</source>
        <translation>Dokument abbrechen</translation>
    </message>
    <message>
        <source>Delete the document</source>
        <translation>Dokument löschen</translation>
    </message>
    <message>
        <source>Forget a learned value</source>
        <translation>Gelernten Wert vergessen</translation>
    </message>
    <message>
        <source>Mark notifications as read</source>
        <translation>Mitteilungen als gelesen markieren</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of “{batch}”</source>
        <translation>
            <numerusform>%n Datei von „{batch}“</numerusform>
            <numerusform>%n Dateien von „{batch}“</numerusform>
        </translation>
    </message>
    <message>
        <source>a batch</source>
        <translation>ein Stapel</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Comes after the change before it</source>
        <translation>Kommt nach der Änderung davor</translation>
    </message>
    <message>
        <source>Waits for the service</source>
        <translation>Wartet auf den Dienst</translation>
    </message>
    <message>
        <source>Tried again at {time}</source>
        <translation>Neuer Versuch um {time}</translation>
    </message>
    <message>
        <source>Waits its turn</source>
        <translation>Wartet, bis es an der Reihe ist</translation>
    </message>
    <message>
        <source>The files were paused. Open the batch to go on.</source>
        <translation>Die Dateien wurden angehalten. Öffnen Sie den Stapel, um weiterzumachen.</translation>
    </message>
    <message>
        <source>It goes by itself. Nothing needs to be done.</source>
        <translation>Es geht von selbst. Sie müssen nichts tun.</translation>
    </message>
    <message>
        <source>Open document</source>
        <translation>Dokument öffnen</translation>
    </message>
    <message>
        <source>Open batch</source>
        <translation>Stapel öffnen</translation>
    </message>
    <message>
        <source>The batch was never taken by the service. It goes from this computer; its files stay.</source>
        <translation>Der Dienst hat den Stapel nie angenommen. Er verschwindet von diesem Computer; seine Dateien bleiben.</translation>
    </message>
    <message>
        <source>Remove the batch</source>
        <translation>Stapel entfernen</translation>
    </message>
    <message>
        <source>Compare and choose</source>
        <translation>Vergleichen und wählen</translation>
    </message>
    <message>
        <source>Your values are lost. The document stays as the service has it.</source>
        <translation>Ihre Werte gehen verloren. Das Dokument bleibt, wie der Dienst es hat.</translation>
    </message>
    <message>
        <source>Take the service’s values</source>
        <translation>Werte des Dienstes nehmen</translation>
    </message>
    <message>
        <source>What you did is taken back. It stays as the service has it.</source>
        <translation>Was Sie getan haben, wird zurückgenommen. Es bleibt, wie der Dienst es hat.</translation>
    </message>
    <message>
        <source>Discard my change</source>
        <translation>Meine Änderung verwerfen</translation>
    </message>
    <message>
        <source>Waits: it belongs to another account than {name}</source>
        <translation>Wartet: gehört zu einem anderen Konto als {name}</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) arriving</source>
        <translation>
            <numerusform>%n Datei kommt an</numerusform>
            <numerusform>%n Dateien kommen an</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Looking into %n file(s)</source>
        <translation>
            <numerusform>%n Datei wird untersucht</numerusform>
            <numerusform>%n Dateien werden untersucht</numerusform>
        </translation>
    </message>
    <message>
        <source>It waits</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Watching</source>
        <translation>Überwacht</translation>
    </message>
    <message>
        <source>Nothing was taken yet</source>
        <translation>Noch nichts übernommen</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) taken</source>
        <translation>
            <numerusform>%n Datei übernommen</numerusform>
            <numerusform>%n Dateien übernommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n skipped as known</source>
        <translation>
            <numerusform>%n als bekannt übersprungen</numerusform>
            <numerusform>%n als bekannt übersprungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not readable</source>
        <translation>
            <numerusform>%n nicht lesbar</numerusform>
            <numerusform>%n nicht lesbar</numerusform>
        </translation>
    </message>
    <message>
        <source>last batch: {when}</source>
        <translation>letzter Stapel: {when}</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of {folder} are a new batch</source>
        <translation>
            <numerusform>%n Datei aus {folder} ist ein neuer Stapel</numerusform>
            <numerusform>%n Dateien aus {folder} sind ein neuer Stapel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of {folder} skipped: extracted before</source>
        <translation>
            <numerusform>%n Datei aus {folder} übersprungen: schon ausgelesen</numerusform>
            <numerusform>%n Dateien aus {folder} übersprungen: schon ausgelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>“{name}” in {folder} was left: {why}</source>
        <translation>„{name}“ in {folder} blieb liegen: {why}</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) in {folder} were left: they can’t be read</source>
        <translation>
            <numerusform>%n Datei in {folder} blieb liegen: nicht lesbar</numerusform>
            <numerusform>%n Dateien in {folder} blieben liegen: nicht lesbar</numerusform>
        </translation>
    </message>
    <message>
        <source>{folder}: {why}</source>
        <translation>{folder}: {why}</translation>
    </message>
    <message>
        <source>No pages left</source>
        <translation>Keine Seiten übrig</translation>
    </message>
    <message>
        <source>Upload paused</source>
        <translation>Hochladen pausiert</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Eingereiht</translation>
    </message>
    <message>
        <source>Processing</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Partly completed</source>
        <translation>Teilweise fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>By line item</source>
        <translation>Je Position</translation>
    </message>
    <message>
        <source>By transaction</source>
        <translation>Je Buchung</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Removed from the list. The file itself stays.</source>
        <translation>Aus der Liste entfernt. Die Datei selbst bleibt.</translation>
    </message>
    <message>
        <source>Saved {name} in the folder for exports.</source>
        <translation>{name} im Ordner für Exporte gespeichert.</translation>
    </message>
    <message>
        <source>Files made by the service are listed once it can be reached.</source>
        <translation>Vom Dienst erstellte Dateien erscheinen, sobald er erreichbar ist.</translation>
    </message>
    <message>
        <source>All confirmed</source>
        <translation>Alle bestätigten</translation>
    </message>
    <message>
        <source>Made by the service</source>
        <translation>Vom Dienst erstellt</translation>
    </message>
    <message>
        <source>One row a document</source>
        <comment>in the list of exports</comment>
        <translation>Je Dokument</translation>
    </message>
    <message>
        <source>By item of {table}</source>
        <translation>Je Eintrag von {table}</translation>
    </message>
    <message>
        <source>Saved, {count} changed since</source>
        <translation>{count} seither geändert</translation>
    </message>
    <message numerus="yes">
        <source>Saved, %n row(s) added</source>
        <translation>
            <numerusform>%n Zeile angehängt</numerusform>
            <numerusform>%n Zeilen angehängt</numerusform>
        </translation>
    </message>
    <message>
        <source>To review</source>
        <translation>Zu prüfen</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>Sicher</translation>
    </message>
    <message>
        <source>Needs a look</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Rule failed</source>
        <translation>Regel verletzt</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Wird geschrieben</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Link expired</source>
        <translation>Link abgelaufen</translation>
    </message>
    <message>
        <source>Disk full, nothing written</source>
        <translation>Datenträger voll</translation>
    </message>
    <message>
        <source>Failed, nothing written</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Moved or deleted</source>
        <translation>Verschoben oder gelöscht</translation>
    </message>
    <message>
        <source>Cancelled, nothing written</source>
        <translation>Abgebrochen</translation>
    </message>
    <message numerus="yes">
        <source>Link for %n more day(s)</source>
        <translation>
            <numerusform>Link noch %n Tag gültig</numerusform>
            <numerusform>Link noch %n Tage gültig</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} B</source>
        <translation>{size} B</translation>
    </message>
    <message>
        <source>{size} kB</source>
        <translation>{size} kB</translation>
    </message>
    <message>
        <source>{size} MB</source>
        <translation>{size} MB</translation>
    </message>
    <message>
        <source>{size} GB</source>
        <translation>{size} GB</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>vor %n Min.</numerusform>
            <numerusform>vor %n Min.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>vor %n Std.</numerusform>
            <numerusform>vor %n Std.</numerusform>
        </translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>vor %n Tag</numerusform>
            <numerusform>vor %n Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n week(s) ago</source>
        <translation>
            <numerusform>vor %n Woche</numerusform>
            <numerusform>vor %n Wochen</numerusform>
        </translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>a date beside a time</comment>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Erneut fragen</translation>
    </message>
    <message>
        <source>No account, no sign-in</source>
        <translation>Kein Konto, keine Anmeldung</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Wird gefragt…</translation>
    </message>
    <message>
        <source>Pages this month</source>
        <translation>Seiten in diesem Monat</translation>
    </message>
    <message>
        <source>Disk space</source>
        <translation>Speicherplatz</translation>
    </message>
    <message>
        <source>Opens Stripe in your browser</source>
        <translation>Öffnet Stripe in Ihrem Browser</translation>
    </message>
    <message numerus="yes">
        <source>page(s) read</source>
        <translation>
            <numerusform>Seite gelesen</numerusform>
            <numerusform>Seiten gelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Keine Grenze</translation>
    </message>
    <message>
        <source>of {limit} used</source>
        <translation>von {limit} verbraucht</translation>
    </message>
    <message>
        <source>{count} left</source>
        <translation>{count} übrig</translation>
    </message>
    <message>
        <source>– –  {limit} a month in your plan</source>
        <translation>– –  {limit} pro Monat in Ihrem Tarif</translation>
    </message>
    <message>
        <source>Unlimited</source>
        <translation>Unbegrenzt</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt…</translation>
    </message>
    <message>
        <source>Both open Stripe in your browser</source>
        <translation>Beides öffnet Stripe in Ihrem Browser</translation>
    </message>
    <message>
        <source>This account</source>
        <translation>Dieses Konto</translation>
    </message>
    <message>
        <source>Send mails</source>
        <translation>E-Mails senden</translation>
    </message>
    <message>
        <source>Mail me when a batch has ended</source>
        <translation>E-Mail, wenn ein Stapel fertig ist</translation>
    </message>
    <message>
        <source>Delete account…</source>
        <translation>Konto löschen…</translation>
    </message>
    <message>
        <source>Its batches, documents and results are deleted at the service, for good.</source>
        <translation>Seine Stapel, Dokumente und Ergebnisse werden beim Dienst endgültig gelöscht.</translation>
    </message>
    <message>
        <source>Delete this account</source>
        <translation>Dieses Konto löschen</translation>
    </message>
    <message>
        <source>To {email}. This computer tells you in any case.</source>
        <translation>An {email}. Dieser Computer meldet es Ihnen in jedem Fall.</translation>
    </message>
    <message>
        <source>This computer tells you in any case.</source>
        <translation>Dieser Computer meldet es Ihnen in jedem Fall.</translation>
    </message>
    <message>
        <source>Delete this account and all that it has at the service</source>
        <translation>Dieses Konto und alles, was es beim Dienst hat, löschen</translation>
    </message>
    <message>
        <source>What was learned</source>
        <translation>Was gelernt wurde</translation>
    </message>
    <message>
        <source>The next document of the same supplier is read as you corrected the last one.</source>
        <translation>Das nächste Dokument desselben Lieferanten wird so gelesen, wie Sie das letzte korrigiert haben.</translation>
    </message>
    <message>
        <source>Show what was learned</source>
        <translation>Zeigen, was gelernt wurde</translation>
    </message>
    <message>
        <source>Corrections that were confirmed</source>
        <translation>Korrekturen, die bestätigt wurden</translation>
    </message>
    <message>
        <source>It was not found for a while. If it has another address by now, sign in there: nothing is lost.</source>
        <translation>Er war eine Weile nicht zu finden. Falls er inzwischen eine andere Adresse hat, melden Sie sich dort an: Es geht nichts verloren.</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Erneut anmelden</translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation>Entsperren…</translation>
    </message>
    <message>
        <source>Sign in at another address…</source>
        <translation>Unter anderer Adresse anmelden…</translation>
    </message>
    <message>
        <source>Nothing is lost: what waits goes once you are signed in.</source>
        <translation>Nichts geht verloren: Was wartet, wird gesendet, sobald Sie angemeldet sind.</translation>
    </message>
    <message>
        <source>You are signed out</source>
        <translation>Sie sind abgemeldet</translation>
    </message>
    <message>
        <source>{reason} Nothing is lost: what waits goes once you are signed in.</source>
        <translation>{reason} Nichts geht verloren: Was wartet, wird gesendet, sobald Sie angemeldet sind.</translation>
    </message>
    <message>
        <source>Sign in again to {name}</source>
        <translation>Erneut bei {name} anmelden</translation>
    </message>
    <message>
        <source>Switch to it</source>
        <translation>Dorthin wechseln</translation>
    </message>
    <message>
        <source>Switch to {name}</source>
        <translation>Zu {name} wechseln</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Signed in at {server}</source>
        <translation>Angemeldet bei {server}</translation>
    </message>
    <message>
        <source>all changes saved</source>
        <translation>alle Änderungen gespeichert</translation>
    </message>
    <message>
        <source>signed out</source>
        <translation>abgemeldet</translation>
    </message>
    <message>
        <source>No account needed</source>
        <translation>Kein Konto nötig</translation>
    </message>
    <message>
        <source>Hosted</source>
        <translation>Gehostet</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Replace {name}?</source>
        <translation>{name} ersetzen?</translation>
    </message>
    <message>
        <source>What was added to this workbook by hand goes with it: sheets, formulas, notes.</source>
        <translation>Was in dieser Arbeitsmappe von Hand ergänzt wurde, geht mit verloren: Blätter, Formeln, Notizen.</translation>
    </message>
    <message>
        <source>Every value, under the field’s own name</source>
        <translation>Jeder Wert, unter dem eigenen Namen des Felds</translation>
    </message>
    <message>
        <source>Text that looks like a formula is made harmless</source>
        <translation>Text, der wie eine Formel aussieht, wird entschärft</translation>
    </message>
    <message>
        <source>Amounts as numbers, dates as dates, ids as text</source>
        <translation>Beträge als Zahlen, Daten als Daten, Kennungen als Text</translation>
    </message>
    <message numerus="yes">
        <source>the first %n line(s)</source>
        <translation>
            <numerusform>die erste Zeile</numerusform>
            <numerusform>die ersten %n Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>first {first} of %n row(s)</source>
        <translation>
            <numerusform>die ersten {first} von %n Zeile</numerusform>
            <numerusform>die ersten {first} von %n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for another export</source>
        <translation>Wartet auf einen anderen Export</translation>
    </message>
    <message numerus="yes">
        <source>Added %n row(s) to {name}.</source>
        <translation>
            <numerusform>%n Zeile an {name} angehängt.</numerusform>
            <numerusform>%n Zeilen an {name} angehängt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Drag, or Alt+← and Alt+→, to move; F2 to rename</source>
        <translation>Ziehen oder Alt+← und Alt+→ zum Verschieben; F2 zum Umbenennen</translation>
    </message>
    <message>
        <source>{picked} of {all}</source>
        <translation>{picked} von {all}</translation>
    </message>
    <message>
        <source>Call it “{label}” again</source>
        <translation>Wieder „{label}“ nennen</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Move left</source>
        <translation>Nach links</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>Nach rechts</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>The service has stopped</source>
        <translation>Der Dienst ist stehen geblieben</translation>
    </message>
    <message>
        <source>All that is confirmed</source>
        <translation>Alles Bestätigte</translation>
    </message>
    <message>
        <source>quit</source>
        <translation>beenden</translation>
    </message>
    <message>
        <source>All documents of the batch</source>
        <translation>Alle Dokumente des Stapels</translation>
    </message>
    <message numerus="yes">
        <source>Fetching: %n document(s) so far</source>
        <translation>
            <numerusform>Wird geholt: bisher %n Dokument</numerusform>
            <numerusform>Wird geholt: bisher %n Dokumente</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fetching: %n document(s) so far, about {share}</source>
        <translation>
            <numerusform>Wird geholt: bisher %n Dokument, etwa {share}</numerusform>
            <numerusform>Wird geholt: bisher %n Dokumente, etwa {share}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) left</source>
        <translation>
            <numerusform>noch %n Seite</numerusform>
            <numerusform>noch %n Seiten</numerusform>
        </translation>
    </message>
    <message>
        <source>{left} of {limit} pages left in {month}</source>
        <translation>{left} von {limit} Seiten übrig im {month}</translation>
    </message>
    <message>
        <source>One row a document</source>
        <translation>Eine Zeile je Dokument</translation>
    </message>
    <message>
        <source>One row for each item of</source>
        <translation>Eine Zeile je Position aus</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Include and mark</source>
        <translation>Aufnehmen und markieren</translation>
    </message>
    <message>
        <source>Sheet of findings</source>
        <translation>Blatt mit Hinweisen</translation>
    </message>
    <message>
        <source>Sign out of {name}?</source>
        <translation>Von {name} abmelden?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Everything is saved at the service. What is kept of this account here is removed from this computer; it comes back when you sign in again.</source>
        <translation>Alles ist beim Dienst gespeichert. Was von diesem Konto hier aufbewahrt wird, wird von diesem Computer entfernt; es kommt zurück, wenn Sie sich wieder anmelden.</translation>
    </message>
    <message>
        <source>Not yet at the service: {what}. What should become of it?</source>
        <translation>Noch nicht beim Dienst: {what}. Was soll damit geschehen?</translation>
    </message>
    <message>
        <source>Stop waiting</source>
        <translation>Nicht länger warten</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) left to send</source>
        <translation>
            <numerusform>Noch %n Änderung</numerusform>
            <numerusform>Noch %n Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Signing out…</source>
        <translation>Wird abgemeldet…</translation>
    </message>
    <message>
        <source>Needs a network: {reason}</source>
        <translation>Braucht ein Netzwerk: {reason}</translation>
    </message>
    <message>
        <source>Sends it, then signs out.</source>
        <translation>Sendet es und meldet dann ab.</translation>
    </message>
    <message>
        <source>Nothing of it can be sent as it is.</source>
        <translation>Nichts davon lässt sich so, wie es ist, senden.</translation>
    </message>
    <message>
        <source>Sync first</source>
        <translation>Zuerst abgleichen</translation>
    </message>
    <message>
        <source>Keep on this computer</source>
        <translation>Auf diesem Computer behalten</translation>
    </message>
    <message>
        <source>Stays here and goes when you sign in again.</source>
        <translation>Bleibt hier und wird gesendet, wenn Sie sich wieder anmelden.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>It is deleted, and nobody can bring it back.</source>
        <translation>Es wird gelöscht, und niemand kann es zurückholen.</translation>
    </message>
    <message>
        <source>Sync and sign out</source>
        <translation>Abgleichen und abmelden</translation>
    </message>
    <message>
        <source>Keep and sign out</source>
        <translation>Behalten und abmelden</translation>
    </message>
    <message>
        <source>Discard and sign out</source>
        <translation>Verwerfen und abmelden</translation>
    </message>
    <message>
        <source>All batches, documents, results and prompts of {name} are deleted at the service and on this computer. A running subscription is cancelled. Nobody can bring them back. Exported files and “This computer” stay.</source>
        <translation>Alle Stapel, Dokumente, Ergebnisse und Anweisungen von {name} werden beim Dienst und auf diesem Computer gelöscht. Ein laufendes Abonnement wird gekündigt. Niemand kann sie zurückholen. Exportierte Dateien und „Dieser Computer“ bleiben.</translation>
    </message>
    <message>
        <source>Delete this account?</source>
        <translation>Dieses Konto löschen?</translation>
    </message>
    <message>
        <source>Also lost, not yet at the service: {what}.</source>
        <translation>Geht auch verloren, da noch nicht beim Dienst: {what}.</translation>
    </message>
    <message>
        <source>Type {name} to confirm</source>
        <translation>Zum Bestätigen {name} eingeben</translation>
    </message>
    <message>
        <source>Password of the account</source>
        <translation>Passwort des Kontos</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Endgültig löschen</translation>
    </message>
    <message>
        <source>Deleting…</source>
        <translation>Wird gelöscht…</translation>
    </message>
    <message>
        <source>Type the name above first</source>
        <translation>Geben Sie zuerst den Namen oben ein</translation>
    </message>
    <message>
        <source>No document is called “{words}”</source>
        <translation>Kein Dokument heißt „{words}“</translation>
    </message>
    <message>
        <source>Nothing of it was read as a first field either.</source>
        <translation>Auch als erstes Feld wurde nichts davon gelesen.</translation>
    </message>
    <message numerus="yes">
        <source>All %n document(s) are confirmed.</source>
        <translation>
            <numerusform>%n Dokument ist bestätigt.</numerusform>
            <numerusform>Alle %n Dokumente sind bestätigt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read %n document(s) again?</source>
        <translation>
            <numerusform>%n Dokument neu lesen?</numerusform>
            <numerusform>%n Dokumente neu lesen?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read %n document(s) again that failed?</source>
        <translation>
            <numerusform>%n fehlgeschlagenes Dokument neu lesen?</numerusform>
            <numerusform>%n fehlgeschlagene Dokumente neu lesen?</numerusform>
        </translation>
    </message>
    <message>
        <source>The new reading replaces what was read, and what you changed by hand, once it is there. Where it fails, they stay.</source>
        <translation>Das neue Ergebnis ersetzt das bisherige und was Sie von Hand geändert haben, sobald es da ist. Wo es fehlschlägt, bleibt alles.</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n document(s)?</source>
        <translation>
            <numerusform>%n Dokument löschen?</numerusform>
            <numerusform>%n Dokumente löschen?</numerusform>
        </translation>
    </message>
    <message>
        <source>What was read from them is deleted too. Your own files stay where they are.</source>
        <translation>Was daraus gelesen wurde, wird auch gelöscht. Ihre eigenen Dateien bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Nothing was read from it yet</source>
        <translation>Daraus wurde noch nichts gelesen</translation>
    </message>
    <message>
        <source>Redo…</source>
        <translation>Neu lesen…</translation>
    </message>
    <message>
        <source>Off while it is queued or in work</source>
        <translation>Nicht möglich, solange es wartet oder in Arbeit ist</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>No documents</source>
        <translation>Keine Dokumente</translation>
    </message>
    <message>
        <source>All documents of this batch were deleted.</source>
        <translation>Alle Dokumente dieses Stapels wurden gelöscht.</translation>
    </message>
    <message>
        <source>Nothing in progress</source>
        <translation>Nichts in Arbeit</translation>
    </message>
    <message>
        <source>All documents of this batch are done.</source>
        <translation>Alle Dokumente dieses Stapels sind fertig.</translation>
    </message>
    <message>
        <source>Documents come here as they are read.</source>
        <translation>Dokumente erscheinen hier, sobald sie gelesen sind.</translation>
    </message>
    <message>
        <source>Nothing confirmed yet</source>
        <translation>Noch nichts bestätigt</translation>
    </message>
    <message>
        <source>Review the documents, or select some and confirm them.</source>
        <translation>Prüfen Sie die Dokumente, oder wählen Sie einige aus und bestätigen Sie sie.</translation>
    </message>
    <message>
        <source>No errors</source>
        <translation>Keine Fehler</translation>
    </message>
    <message>
        <source>Every document so far could be read.</source>
        <translation>Bisher konnte jedes Dokument gelesen werden.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Link to each source file</source>
        <translation>Link zu jeder Quelldatei</translation>
    </message>
    <message>
        <source>Sheet of changes</source>
        <translation>Blatt mit Änderungen</translation>
    </message>
    <message>
        <source>Add to the file if it exists, no doubles</source>
        <translation>An vorhandene Datei anhängen</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Not confirmed yet</source>
        <translation>Noch nicht bestätigt</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Workbook</source>
        <translation>Arbeitsmappe</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Between columns</source>
        <translation>Zwischen Spalten</translation>
    </message>
    <message>
        <source>Decimals</source>
        <translation>Dezimalstellen</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Kodierung</translation>
    </message>
    <message>
        <source>Save to</source>
        <translation>Speichern unter</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Write it anew</source>
        <translation>Neu schreiben</translation>
    </message>
    <message>
        <source>Add the documents that are not in it yet</source>
        <translation>Die Dokumente anhängen, die noch nicht darin sind</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>Neuer Name</translation>
    </message>
    <message>
        <source>Leave it as it is and write another file</source>
        <translation>Sie lassen, wie sie ist, und eine andere Datei schreiben</translation>
    </message>
    <message>
        <source>A file of this name is there</source>
        <translation>Eine Datei dieses Namens ist da</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>Table whose items become rows</source>
        <translation>Tabelle, deren Positionen zu Zeilen werden</translation>
    </message>
    <message numerus="yes">
        <source>{done} of %n document(s)</source>
        <translation>
            <numerusform>{done} von %n Dokument</numerusform>
            <numerusform>{done} von %n Dokumenten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved {name}, %n row(s).</source>
        <translation>
            <numerusform>{name} gespeichert, %n Zeile.</numerusform>
            <numerusform>{name} gespeichert, %n Zeilen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Exports</source>
        <translation>Exporte</translation>
    </message>
    <message>
        <source>Exports, newest first</source>
        <translation>Exporte, neueste zuerst</translation>
    </message>
    <message>
        <source>Search by file or batch</source>
        <translation>Datei oder Stapel suchen</translation>
    </message>
    <message>
        <source>Folder for exports</source>
        <translation>Ordner für Exporte</translation>
    </message>
    <message>
        <source>Export confirmed…</source>
        <translation>Bestätigte exportieren…</translation>
    </message>
    <message>
        <source>Nothing exported yet</source>
        <translation>Noch nichts exportiert</translation>
    </message>
    <message>
        <source>Confirm documents in a batch, then export them to Excel, CSV or JSON.</source>
        <translation>Bestätigen Sie Dokumente in einem Stapel und exportieren Sie sie dann nach Excel, CSV oder JSON.</translation>
    </message>
    <message>
        <source>No export matches</source>
        <translation>Kein passender Export</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>There are no batches</source>
        <translation>Es gibt keine Stapel</translation>
    </message>
    <message>
        <source>No batch is in progress</source>
        <translation>Kein Stapel ist in Arbeit</translation>
    </message>
    <message>
        <source>No batch is completed</source>
        <translation>Kein Stapel ist fertig</translation>
    </message>
    <message>
        <source>No batch is partly completed</source>
        <translation>Kein Stapel ist teilweise fertig</translation>
    </message>
    <message>
        <source>No batch failed</source>
        <translation>Kein Stapel ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>No batch was cancelled</source>
        <translation>Kein Stapel wurde abgebrochen</translation>
    </message>
    <message>
        <source>Search by name or id</source>
        <translation>Name oder Kennung</translation>
    </message>
    <message>
        <source>The batches can&apos;t be shown</source>
        <translation>Die Stapel können nicht gezeigt werden</translation>
    </message>
    <message>
        <source>Other states are not searched now.</source>
        <translation>Andere Status werden gerade nicht durchsucht.</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>No batch is called “{words}”</source>
        <translation>Kein Stapel heißt „{words}“</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message numerus="yes">
        <source>Show %n new batch(es)</source>
        <translation>
            <numerusform>%n neuen Stapel zeigen</numerusform>
            <numerusform>%n neue Stapel zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel…</source>
        <translation>Abbrechen…</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
    <message>
        <source>Delete “{batch}”?</source>
        <translation>„{batch}“ löschen?</translation>
    </message>
    <message>
        <source>Cancel “{batch}”?</source>
        <translation>„{batch}“ abbrechen?</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Back to all batches</source>
        <translation>Zurück zu allen Stapeln</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Retry failed</source>
        <translation>Fehlgeschlagene wiederholen</translation>
    </message>
    <message>
        <source>Change it…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Back to New batch with all of it</source>
        <translation>Mit allem zurück zu Neuer Stapel</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Cancel batch…</source>
        <translation>Stapel abbrechen…</translation>
    </message>
    <message>
        <source>What reading cost</source>
        <translation>Was das Auslesen gekostet hat</translation>
    </message>
    <message>
        <source>Review {count}</source>
        <translation>{count} prüfen</translation>
    </message>
    <message>
        <source>Nothing to review yet</source>
        <translation>Noch nichts zu prüfen</translation>
    </message>
    <message>
        <source>Nothing was read yet</source>
        <translation>Noch nichts gelesen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Resume the upload</source>
        <translation>Hochladen fortsetzen</translation>
    </message>
    <message>
        <source>Pause the upload</source>
        <translation>Hochladen anhalten</translation>
    </message>
    <message>
        <source>Redo what failed…</source>
        <translation>Fehlgeschlagene neu lesen…</translation>
    </message>
    <message>
        <source>Cancel the batch…</source>
        <translation>Stapel abbrechen…</translation>
    </message>
    <message>
        <source>Delete the batch…</source>
        <translation>Stapel löschen…</translation>
    </message>
    <message>
        <source>Cancel the batch</source>
        <translation>Stapel abbrechen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>New name of the batch</source>
        <translation>Neuer Name des Stapels</translation>
    </message>
    <message>
        <source>Untitled batch</source>
        <translation>Stapel ohne Namen</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) and what was read from them are deleted. Your own files stay where they are.</source>
        <translation>
            <numerusform>%n Dokument und was daraus gelesen wurde, wird gelöscht. Ihre eigenen Dateien bleiben, wo sie sind.</numerusform>
            <numerusform>%n Dokumente und was daraus gelesen wurde, werden gelöscht. Ihre eigenen Dateien bleiben, wo sie sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>Changes that were not sent yet are lost.</source>
        <translation>Noch nicht gesendete Änderungen gehen verloren.</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) not done yet will not be read. What is done stays.</source>
        <translation>
            <numerusform>%n noch nicht fertiges Dokument wird nicht gelesen. Was fertig ist, bleibt.</numerusform>
            <numerusform>%n noch nicht fertige Dokumente werden nicht gelesen. Was fertig ist, bleibt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open {folder}</source>
        <translation>{folder} öffnen</translation>
    </message>
    <message>
        <source>Save in the folder for exports</source>
        <translation>Im Ordner für Exporte speichern</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Erneut ausführen</translation>
    </message>
    <message numerus="yes">
        <source>Run again, %n document(s) changed since</source>
        <translation>
            <numerusform>Erneut ausführen, %n Dokument seither geändert</numerusform>
            <numerusform>Erneut ausführen, %n Dokumente seither geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
        <source>First field</source>
        <translation>Erstes Feld</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Click to see them</source>
        <translation>Klicken, um sie zu sehen</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>Nicht gelesen</translation>
    </message>
    <message>
        <source>Not read yet</source>
        <translation>Noch nicht gelesen</translation>
    </message>
    <message numerus="yes">
        <source>{finding} and %n more</source>
        <translation>
            <numerusform>{finding} und %n weiterer</numerusform>
            <numerusform>{finding} und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>E-invoice, read from XML</source>
        <translation>E-Rechnung, aus XML gelesen</translation>
    </message>
    <message>
        <source>Factur-X, read from XML</source>
        <translation>Factur-X, aus XML gelesen</translation>
    </message>
    <message>
        <source>All checks passed</source>
        <translation>Alle Prüfungen bestanden</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>{percent} % done</source>
        <translation>{percent} % fertig</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Save in the folder for exports (Enter)</source>
        <translation>Im Ordner für Exporte speichern (Enter)</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Aufbau</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) changed since. Run again writes the file anew.</source>
        <translation>
            <numerusform>%n Dokument seither geändert. Erneut ausführen schreibt die Datei neu.</numerusform>
            <numerusform>%n Dokumente seither geändert. Erneut ausführen schreibt die Datei neu.</numerusform>
        </translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Leer</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Valid, included anyway</source>
        <translation>Gültig, trotzdem aufgenommen</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>Already in {batch}</source>
        <translation>Schon in {batch}</translation>
    </message>
    <message>
        <source>Same as {file}</source>
        <translation>Gleich wie {file}</translation>
    </message>
    <message>
        <source>Too large: {size}, the limit is {most} MB</source>
        <translation>Zu groß: {size}, die Grenze ist {most} MB</translation>
    </message>
    <message numerus="yes">
        <source>Over the limit of %n file(s)</source>
        <translation>
            <numerusform>Über der Grenze von %n Datei</numerusform>
            <numerusform>Über der Grenze von %n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Type not allowed: {kind}. Only PDF, JPG, PNG</source>
        <translation>Kein PDF, JPG, PNG: {kind}</translation>
    </message>
    <message>
        <source>Damaged: {what}</source>
        <translation>Beschädigt: {what}</translation>
    </message>
    <message>
        <source>Password-protected. Save a copy without it, add that</source>
        <translation>Passwortgeschützt. Kopie ohne Passwort speichern und hinzufügen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Files of the upload</source>
        <translation>Dateien des Hochladens</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut</translation>
    </message>
    <message>
        <source>Send as it is</source>
        <translation>So senden, wie sie ist</translation>
    </message>
    <message>
        <source>{size}/s</source>
        <translation>{size}/s</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Tries again: {reason}</source>
        <translation>Neuer Versuch: {reason}</translation>
    </message>
    <message>
        <source>{sent} of {size}</source>
        <translation>{sent} von {size}</translation>
    </message>
    <message>
        <source>Cancel {name} (Del)</source>
        <translation>{name} abbrechen (Entf)</translation>
    </message>
    <message>
        <source>Take {name} out of the batch (Del)</source>
        <translation>{name} aus dem Stapel nehmen (Entf)</translation>
    </message>
    <message>
        <source>Pause {name} (Space)</source>
        <translation>{name} anhalten (Leertaste)</translation>
    </message>
    <message>
        <source>Go on with {name} (Space)</source>
        <translation>{name} fortsetzen (Leertaste)</translation>
    </message>
    <message>
        <source>Writing, {percent}</source>
        <translation>Wird geschrieben, {percent}</translation>
    </message>
    <message>
        <source>Cancel this export</source>
        <translation>Diesen Export abbrechen</translation>
    </message>
    <message>
        <source>More (Shift+F10)</source>
        <translation>Mehr (Umschalt+F10)</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>Ohne Namen</translation>
    </message>
    <message>
        <source>New name of {batch}</source>
        <translation>Neuer Name für {batch}</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>Abgeschickt</translation>
    </message>
    <message>
        <source>Cloud only: its files are not on this computer. Open it to fetch them.</source>
        <translation>Nur in der Cloud: Seine Dateien sind nicht auf diesem Computer. Öffnen Sie ihn, um sie zu holen.</translation>
    </message>
    <message>
        <source>Cloud only</source>
        <translation>Nur in der Cloud</translation>
    </message>
    <message>
        <source>Open (Enter)</source>
        <translation>Öffnen (Enter)</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Forget everything…</source>
        <translation>Alles vergessen…</translation>
    </message>
    <message>
        <source>Forget this supplier</source>
        <translation>Diesen Lieferanten vergessen</translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation>Lieferant</translation>
    </message>
    <message>
        <source>Learned</source>
        <translation>Gelernt</translation>
    </message>
    <message>
        <source>Suppliers</source>
        <translation>Lieferanten</translation>
    </message>
    <message>
        <source>Nothing was learned yet</source>
        <translation>Noch nichts gelernt</translation>
    </message>
    <message>
        <source>Correct a value and confirm the document: the supplier’s next one is read so.</source>
        <translation>Korrigieren Sie einen Wert und bestätigen Sie das Dokument: Das nächste des Lieferanten wird so gelesen.</translation>
    </message>
    <message>
        <source>Verifying…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird gesucht…</translation>
    </message>
    <message>
        <source>Each entry is sealed by the one after it. Verify proves that none was changed.</source>
        <translation>Jeder Eintrag ist durch den folgenden versiegelt. „Prüfen“ beweist, dass keiner geändert wurde.</translation>
    </message>
    <message>
        <source>Broken at change {number}</source>
        <translation>Gebrochen bei Änderung {number}</translation>
    </message>
    <message>
        <source>It does not fit the one before it: it was changed, removed or moved after it was written.</source>
        <translation>Sie passt nicht zur vorherigen: Sie wurde nachträglich geändert, entfernt oder verschoben.</translation>
    </message>
    <message numerus="yes">
        <source>Intact, %n change(s)</source>
        <translation>
            <numerusform>Unversehrt, %n Änderung</numerusform>
            <numerusform>Unversehrt, %n Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Computed from what this computer keeps. Verify again when the service is reached.</source>
        <translation>Berechnet aus dem, was dieser Computer kennt. Prüfen Sie noch einmal, wenn der Dienst erreichbar ist.</translation>
    </message>
    <message>
        <source>Computed on this computer, as the service says, and nothing differs from what was seen before.</source>
        <translation>Auf diesem Computer berechnet, vom Dienst bestätigt, und nichts weicht von früher Gesehenem ab.</translation>
    </message>
    <message>
        <source>Change {number} is not what it was</source>
        <translation>Änderung {number} ist nicht mehr, was sie war</translation>
    </message>
    <message>
        <source>This computer has seen another one in its place: the past was rewritten, or was taken away.</source>
        <translation>Dieser Computer hat dort eine andere gesehen: Die Vergangenheit wurde umgeschrieben oder entfernt.</translation>
    </message>
    <message>
        <source>As known {when}</source>
        <translation>Stand: {when}</translation>
    </message>
    <message>
        <source>The service is not reached. What was changed elsewhere since then is not in the list.</source>
        <translation>Der Dienst ist nicht erreichbar. Was seitdem anderswo geändert wurde, fehlt in der Liste.</translation>
    </message>
    <message>
        <source>Forget everything that was learned?</source>
        <translation>Alles Gelernte vergessen?</translation>
    </message>
    <message>
        <source>The next documents of all suppliers are read plainly again. What was read already stays.</source>
        <translation>Die nächsten Dokumente aller Lieferanten werden wieder ohne Gelerntes gelesen. Was schon gelesen wurde, bleibt.</translation>
    </message>
    <message>
        <source>Forget everything</source>
        <translation>Alles vergessen</translation>
    </message>
    <message>
        <source>close</source>
        <translation>schließen</translation>
    </message>
    <message>
        <source>Forget this</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forget: {text}</source>
        <translation>Vergessen: {text}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>From “{document}”, {when}</source>
        <translation>Aus „{document}“, {when}</translation>
    </message>
    <message numerus="yes">
        <source>right on %n later document(s)</source>
        <translation>
            <numerusform>richtig bei %n späteren Dokument</numerusform>
            <numerusform>richtig bei %n späteren Dokumenten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>wrong on %n later document(s)</source>
        <translation>
            <numerusform>falsch bei %n späteren Dokument</numerusform>
            <numerusform>falsch bei %n späteren Dokumenten</numerusform>
        </translation>
    </message>
    <message>
        <source>so it is not used</source>
        <translation>daher nicht verwendet</translation>
    </message>
    <message>
        <source>Tax ID</source>
        <translation>Steuernummer</translation>
    </message>
    <message>
        <source>Web</source>
        <translation>Web</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Mitteilungen</translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation>Alle als gelesen markieren</translation>
    </message>
    <message>
        <source>open the batch</source>
        <translation>Stapel öffnen</translation>
    </message>
    <message>
        <source>Nothing has ended yet</source>
        <translation>Noch nichts fertig</translation>
    </message>
    <message>
        <source>When a batch has been read, it is said here.</source>
        <translation>Wenn ein Stapel gelesen ist, steht es hier.</translation>
    </message>
    <message>
        <source>New: {notification}</source>
        <translation>Neu: {notification}</translation>
    </message>
    <message>
        <source>IngestIO is open already</source>
        <translation>IngestIO ist schon geöffnet</translation>
    </message>
    <message>
        <source>Another window uses the data folder “{data}”. Go on there, or close it and try again.</source>
        <translation>Ein anderes Fenster verwendet den Datenordner „{data}“. Arbeiten Sie dort weiter, oder schließen Sie es und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>nothing can be written into it</source>
        <translation>es kann nichts hineingeschrieben werden</translation>
    </message>
    <message>
        <source>The data folder can’t be used</source>
        <translation>Der Datenordner kann nicht verwendet werden</translation>
    </message>
    <message>
        <source>“{data}”: {why}. Check the folder and who owns it, then try again.</source>
        <translation>„{data}“: {why}. Prüfen Sie den Ordner und seinen Besitzer und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Find anything</source>
        <translation>Alles finden</translation>
    </message>
    <message>
        <source>Find a batch, a document or an action</source>
        <translation>Stapel, Dokument oder Aktion finden</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Nothing is called “{query}”</source>
        <translation>Nichts heißt „{query}“</translation>
    </message>
    <message>
        <source>No batches yet</source>
        <translation>Noch keine Stapel</translation>
    </message>
    <message>
        <source>New batch</source>
        <translation>Neuer Stapel</translation>
    </message>
    <message>
        <source>Watch a folder</source>
        <translation>Ordner überwachen</translation>
    </message>
    <message>
        <source>Make batches of what lands in a folder</source>
        <translation>Stapel aus dem machen, was in einem Ordner landet</translation>
    </message>
    <message>
        <source>Drop a folder of invoices or receipts here, or start a new batch.</source>
        <translation>Legen Sie einen Ordner mit Rechnungen oder Belegen hier ab, oder beginnen Sie einen neuen Stapel.</translation>
    </message>
    <message>
        <source>Files stay on this computer until you submit.</source>
        <translation>Dateien bleiben auf diesem Computer, bis Sie sie abschicken.</translation>
    </message>
    <message>
        <source>PDF, JPG, PNG</source>
        <translation>PDF, JPG, PNG</translation>
    </message>
    <message>
        <source>{size} MB each</source>
        <translation>je {size} MB</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) a batch</source>
        <translation>
            <numerusform>%n Datei je Stapel</numerusform>
            <numerusform>%n Dateien je Stapel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Drop to start a batch with %n file(s)</source>
        <translation>
            <numerusform>Ablegen, um einen Stapel mit %n Datei zu beginnen</numerusform>
            <numerusform>Ablegen, um einen Stapel mit %n Dateien zu beginnen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Drop to start a batch with %n folder(s)</source>
        <translation>
            <numerusform>Ablegen, um einen Stapel mit %n Ordner zu beginnen</numerusform>
            <numerusform>Ablegen, um einen Stapel mit %n Ordnern zu beginnen</numerusform>
        </translation>
    </message>
    <message>
        <source>Drop to start a batch with {folders} and {files}</source>
        <translation>Ablegen, um einen Stapel zu beginnen: {folders} und {files}</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>This computer only</source>
        <translation>Nur dieser Computer</translation>
    </message>
    <message>
        <source>Without a model</source>
        <translation>Ohne Modell</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>What reads documents</source>
        <translation>Wer Dokumente liest</translation>
    </message>
    <message>
        <source>Your plan has no models.</source>
        <translation>Ihr Tarif enthält keine Modelle.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer.</source>
        <translation>Nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>No model is asked.</source>
        <translation>Es wird kein Modell gefragt.</translation>
    </message>
    <message>
        <source>Add a key below to let a model read, too.</source>
        <translation>Fügen Sie unten einen Schlüssel hinzu, damit auch ein Modell liest.</translation>
    </message>
    <message>
        <source>the provider</source>
        <translation>den Anbieter</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Auslesen</translation>
    </message>
    <message>
        <source>Documents are read by</source>
        <translation>Dokumente liest</translation>
    </message>
    <message>
        <source>OpenAI or compatible</source>
        <translation>OpenAI oder kompatibel</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Kein Schlüssel</translation>
    </message>
    <message>
        <source>Add key…</source>
        <translation>Schlüssel hinzufügen…</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Test the key of {title}</source>
        <translation>Schlüssel von {title} testen</translation>
    </message>
    <message>
        <source>Remove the key of {title}</source>
        <translation>Schlüssel von {title} entfernen</translation>
    </message>
    <message>
        <source>Key of {title}</source>
        <translation>Schlüssel von {title}</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Model of {title}</source>
        <translation>Modell von {title}</translation>
    </message>
    <message>
        <source>Base URL of {title}</source>
        <translation>Basis-URL von {title}</translation>
    </message>
    <message>
        <source>Save key</source>
        <translation>Schlüssel speichern</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Add the key of {title}</source>
        <translation>Schlüssel von {title} hinzufügen</translation>
    </message>
    <message>
        <source>Change the key of {title}</source>
        <translation>Schlüssel von {title} ändern</translation>
    </message>
    <message>
        <source>This service keeps no keys</source>
        <translation>Dieser Dienst bewahrt keine Schlüssel auf</translation>
    </message>
    <message>
        <source>The key can’t be decrypted any more. Enter it again.</source>
        <translation>Der Schlüssel lässt sich nicht mehr entschlüsseln. Geben Sie ihn erneut ein.</translation>
    </message>
    <message>
        <source>{model} at {host}, key ends in {last}</source>
        <translation>{model} bei {host}, Schlüssel endet auf {last}</translation>
    </message>
    <message>
        <source>{model} at {host}, key saved</source>
        <translation>{model} bei {host}, Schlüssel gespeichert</translation>
    </message>
    <message>
        <source>Leave empty to keep the key</source>
        <translation>Leer lassen, um den Schlüssel zu behalten</translation>
    </message>
    <message>
        <source>The key works.</source>
        <translation>Der Schlüssel funktioniert.</translation>
    </message>
    <message>
        <source>Remove the key of {title}?</source>
        <translation>Schlüssel von {title} entfernen?</translation>
    </message>
    <message>
        <source>Documents are no longer read by it. To use it again, the key has to be entered anew.</source>
        <translation>Dokumente werden nicht mehr damit gelesen. Um ihn wieder zu verwenden, muss er neu eingegeben werden.</translation>
    </message>
    <message>
        <source>Remove key</source>
        <translation>Schlüssel entfernen</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>Basis-URL</translation>
    </message>
    <message>
        <source>Read this supplier’s next documents plainly again</source>
        <translation>Die nächsten Dokumente dieses Lieferanten wieder ohne Gelerntes lesen</translation>
    </message>
    <message>
        <source>Place in the queue</source>
        <translation>Platz in der Reihe</translation>
    </message>
    <message>
        <source>{position} of {total} to review</source>
        <translation>{position} von {total} zu prüfen</translation>
    </message>
    <message>
        <source>This is the first document</source>
        <translation>Das ist das erste Dokument</translation>
    </message>
    <message>
        <source>To the end of the queue</source>
        <translation>Zum Ende der Reihe</translation>
    </message>
    <message>
        <source>Draft kept {time}</source>
        <translation>Entwurf gesichert {time}</translation>
    </message>
    <message>
        <source>What you typed is kept on this computer until you save it</source>
        <translation>Ihre Eingaben sind auf diesem Computer gesichert, bis Sie sie speichern</translation>
    </message>
    <message>
        <source>Previous document</source>
        <translation>Voriges Dokument</translation>
    </message>
    <message>
        <source>Next document</source>
        <translation>Nächstes Dokument</translation>
    </message>
    <message>
        <source>Selected documents</source>
        <translation>Ausgewählte Dokumente</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>stop reading</comment>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n ausgewählt</numerusform>
            <numerusform>%n ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>of {total}</source>
        <translation>von {total}</translation>
    </message>
    <message>
        <source>Select all {total}</source>
        <translation>Alle {total} auswählen</translation>
    </message>
    <message>
        <source>None of them was read yet</source>
        <translation>Keines davon wurde schon gelesen</translation>
    </message>
    <message>
        <source>None of them is to be reviewed</source>
        <translation>Keines davon ist zu prüfen</translation>
    </message>
    <message>
        <source>Off while one of them is queued or in work</source>
        <translation>Nicht möglich, solange eines davon wartet oder in Arbeit ist</translation>
    </message>
    <message numerus="yes">
        <source>Stop reading %n of them</source>
        <translation>
            <numerusform>Lesen von %n davon anhalten</numerusform>
            <numerusform>Lesen von %n davon anhalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Confirmation taken back</source>
        <translation>Bestätigung zurückgenommen</translation>
    </message>
    <message>
        <source>Extract again</source>
        <translation>Erneut auslesen</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Noch nicht gespeichert</translation>
    </message>
    <message>
        <source>Waits to be sent</source>
        <translation>Wartet auf das Senden</translation>
    </message>
    <message>
        <source>Waits for your choice</source>
        <translation>Wartet auf Ihre Wahl</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Jemand anderes</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>{row}, {column}</source>
        <translation>{row}, {column}</translation>
    </message>
    <message>
        <source>{table}, new row</source>
        <translation>{table}, neue Zeile</translation>
    </message>
    <message>
        <source>{table}, row {number}</source>
        <translation>{table}, Zeile {number}</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Back to the batch</source>
        <translation>Zurück zum Stapel</translation>
    </message>
    <message>
        <source>Export as…</source>
        <translation>Exportieren als…</translation>
    </message>
    <message>
        <source>{position} of {total}</source>
        <translation>{position} von {total}</translation>
    </message>
    <message>
        <source>Wait until this document is done</source>
        <translation>Warten Sie, bis dieses Dokument fertig ist</translation>
    </message>
    <message>
        <source>Boxes on the page</source>
        <translation>Rahmen auf der Seite</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Wizard</source>
        <translation>Assistent</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Submit the batch</source>
        <translation>Stapel abschicken</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation>Dateien wählen</translation>
    </message>
    <message>
        <source>Paste files</source>
        <translation>Dateien einfügen</translation>
    </message>
    <message>
        <source>Remove the file</source>
        <translation>Datei entfernen</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Anweisungen</translation>
    </message>
    <message>
        <source>Go to New batch</source>
        <translation>Zu Neuer Stapel</translation>
    </message>
    <message>
        <source>Go to Batches</source>
        <translation>Zu Stapel</translation>
    </message>
    <message>
        <source>Go to Exports</source>
        <translation>Zu Exporte</translation>
    </message>
    <message>
        <source>Go to Account</source>
        <translation>Zu Konto</translation>
    </message>
    <message>
        <source>Go to Settings</source>
        <translation>Zu Einstellungen</translation>
    </message>
    <message>
        <source>Open the calendar or the list</source>
        <translation>Kalender oder Liste öffnen</translation>
    </message>
    <message>
        <source>New line in a long text</source>
        <translation>Neue Zeile in einem langen Text</translation>
    </message>
    <message>
        <source>History of changes</source>
        <translation>Verlauf der Änderungen</translation>
    </message>
    <message>
        <source>Fit the page</source>
        <translation>An Seite anpassen</translation>
    </message>
    <message>
        <source>Zoom to the field</source>
        <translation>Auf das Feld zoomen</translation>
    </message>
    <message>
        <source>Select text</source>
        <translation>Text auswählen</translation>
    </message>
    <message>
        <source>Search the document</source>
        <translation>Im Dokument suchen</translation>
    </message>
    <message>
        <source>Next place found</source>
        <translation>Nächste Fundstelle</translation>
    </message>
    <message>
        <source>Previous place found</source>
        <translation>Vorherige Fundstelle</translation>
    </message>
    <message>
        <source>Fetch the page again</source>
        <translation>Seite erneut holen</translation>
    </message>
    <message>
        <source>Page in its own window</source>
        <translation>Seite in eigenem Fenster</translation>
    </message>
    <message>
        <source>Fields in their own window</source>
        <translation>Felder in eigenem Fenster</translation>
    </message>
    <message>
        <source>Open in the review</source>
        <translation>In der Prüfung öffnen</translation>
    </message>
    <message>
        <source>Show the page</source>
        <translation>Seite zeigen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Fill down</source>
        <translation>Nach unten ausfüllen</translation>
    </message>
    <message>
        <source>Sort by {column}</source>
        <translation>Nach {column} sortieren</translation>
    </message>
    <message>
        <source>Wider</source>
        <translation>Breiter</translation>
    </message>
    <message>
        <source>Narrower</source>
        <translation>Schmaler</translation>
    </message>
    <message>
        <source>Hide this column</source>
        <translation>Diese Spalte ausblenden</translation>
    </message>
    <message>
        <source>Move the row up</source>
        <translation>Zeile nach oben verschieben</translation>
    </message>
    <message>
        <source>Move the row down</source>
        <translation>Zeile nach unten verschieben</translation>
    </message>
    <message>
        <source>Move the column left</source>
        <translation>Spalte nach links verschieben</translation>
    </message>
    <message>
        <source>Move the column right</source>
        <translation>Spalte nach rechts verschieben</translation>
    </message>
    <message>
        <source>Copy with the header</source>
        <translation>Mit Kopfzeile kopieren</translation>
    </message>
    <message>
        <source>Verify the history</source>
        <translation>Verlauf prüfen</translation>
    </message>
    <message>
        <source>Ask for the history again</source>
        <translation>Verlauf erneut abfragen</translation>
    </message>
    <message>
        <source>Next cell to check</source>
        <translation>Nächste zu prüfende Zelle</translation>
    </message>
    <message>
        <source>Previous cell to check</source>
        <translation>Vorige zu prüfende Zelle</translation>
    </message>
    <message>
        <source>Edit, or type over it</source>
        <translation>Bearbeiten oder überschreiben</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>To the right</source>
        <translation>Nach rechts</translation>
    </message>
    <message>
        <source>Copy the cells</source>
        <translation>Zellen kopieren</translation>
    </message>
    <message>
        <source>Clear the cells</source>
        <translation>Zellen leeren</translation>
    </message>
    <message>
        <source>Select the row</source>
        <translation>Zeile auswählen</translation>
    </message>
    <message>
        <source>Confirm the row</source>
        <translation>Zeile bestätigen</translation>
    </message>
    <message>
        <source>Confirm all without findings</source>
        <translation>Alle ohne Befunde bestätigen</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Prompt library</source>
        <translation>Anweisungsbibliothek</translation>
    </message>
    <message>
        <source>Save this prompt</source>
        <translation>Diese Anweisung speichern</translation>
    </message>
    <message>
        <source>Search files</source>
        <translation>Dateien suchen</translation>
    </message>
    <message>
        <source>Next file</source>
        <translation>Nächste Datei</translation>
    </message>
    <message>
        <source>Previous file</source>
        <translation>Vorige Datei</translation>
    </message>
    <message>
        <source>Rename the column</source>
        <translation>Spalte umbenennen</translation>
    </message>
    <message>
        <source>Change its type</source>
        <translation>Ihren Typ ändern</translation>
    </message>
    <message>
        <source>Drop the column</source>
        <translation>Spalte entfernen</translation>
    </message>
    <message>
        <source>Search this list</source>
        <translation>Diese Liste durchsuchen</translation>
    </message>
    <message>
        <source>Open the batch</source>
        <translation>Stapel öffnen</translation>
    </message>
    <message>
        <source>Rename the batch</source>
        <translation>Stapel umbenennen</translation>
    </message>
    <message>
        <source>Menu of the row</source>
        <translation>Menü der Zeile</translation>
    </message>
    <message>
        <source>Delete, asks first</source>
        <translation>Löschen, mit Rückfrage</translation>
    </message>
    <message>
        <source>Undo what was just done</source>
        <translation>Zuletzt Getanes rückgängig machen</translation>
    </message>
    <message>
        <source>Delete, several after asking</source>
        <translation>Löschen, mehrere mit Rückfrage</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Review what is to review</source>
        <translation>Prüfen, was zu prüfen ist</translation>
    </message>
    <message>
        <source>Review the document</source>
        <translation>Dokument prüfen</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Extend the selection</source>
        <translation>Auswahl erweitern</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alle auswählen</translation>
    </message>
    <message>
        <source>Confirm the selection</source>
        <translation>Auswahl bestätigen</translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>Search documents</source>
        <translation>Dokumente suchen</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>Nächster Reiter</translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>Hochladen</translation>
    </message>
    <message>
        <source>Small pages beside the page</source>
        <translation>Kleine Seiten neben der Seite</translation>
    </message>
    <message>
        <source>Previous tab</source>
        <translation>Voriger Reiter</translation>
    </message>
    <message>
        <source>Show as a grid</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Pause or resume the file</source>
        <translation>Datei anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Retry the file</source>
        <translation>Datei erneut versuchen</translation>
    </message>
    <message>
        <source>Cancel the file</source>
        <translation>Datei abbrechen</translation>
    </message>
    <message>
        <source>Pause or resume all</source>
        <translation>Alle anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>Copy path or link</source>
        <translation>Pfad oder Link kopieren</translation>
    </message>
    <message>
        <source>Turn on or off</source>
        <translation>Ein- oder ausschalten</translation>
    </message>
    <message>
        <source>Next field to check</source>
        <translation>Nächstes Feld zu prüfen</translation>
    </message>
    <message>
        <source>Previous field to check</source>
        <translation>Voriges Feld zu prüfen</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>Nächstes Feld</translation>
    </message>
    <message>
        <source>Back, keep as it was</source>
        <translation>Zurück, ohne zu ändern</translation>
    </message>
    <message>
        <source>Choose a reading</source>
        <translation>Lesart wählen</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Do again</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Confirm and next</source>
        <translation>Bestätigen und weiter</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Between page and fields</source>
        <translation>Zwischen Seite und Feldern</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>An Breite anpassen</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>Drehen</translation>
    </message>
    <message>
        <source>Show all boxes</source>
        <translation>Alle Rahmen zeigen</translation>
    </message>
    <message>
        <source>Line items</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>Remove the row</source>
        <translation>Zeile entfernen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Paste from a spreadsheet</source>
        <translation>Aus Tabelle einfügen</translation>
    </message>
    <message>
        <source>Rotate the page</source>
        <translation>Seite drehen</translation>
    </message>
    <message>
        <source>Swap sides</source>
        <translation>Seiten tauschen</translation>
    </message>
    <message numerus="yes">
        <source>%n not found</source>
        <translation>
            <numerusform>%n nicht gefunden</numerusform>
            <numerusform>%n nicht gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to check</source>
        <translation>Nichts zu prüfen</translation>
    </message>
    <message>
        <source>Go to the next one (Enter)</source>
        <translation>Zum nächsten (Enter)</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Nothing has changed</source>
        <translation>Es wurde nichts geändert</translation>
    </message>
    <message>
        <source>Throw the unsaved changes away</source>
        <translation>Ungespeicherte Änderungen verwerfen</translation>
    </message>
    <message>
        <source>Mark it as confirmed, then the next document</source>
        <translation>Als bestätigt kennzeichnen, dann das nächste Dokument</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>Änderungen speichern</translation>
    </message>
    <message>
        <source>Save and confirm</source>
        <translation>Speichern und bestätigen</translation>
    </message>
    <message>
        <source>Un-confirm</source>
        <translation>Bestätigung aufheben</translation>
    </message>
    <message>
        <source>Make it editable again</source>
        <translation>Wieder bearbeitbar machen</translation>
    </message>
    <message>
        <source>next to check</source>
        <translation>nächstes zu prüfen</translation>
    </message>
    <message>
        <source>next field</source>
        <translation>nächstes Feld</translation>
    </message>
    <message>
        <source>{field}: sure</source>
        <translation>{field}: sicher</translation>
    </message>
    <message>
        <source>{field}: needs a look</source>
        <translation>{field}: braucht einen Blick</translation>
    </message>
    <message>
        <source>{field}: rule failed</source>
        <translation>{field}: Regel verletzt</translation>
    </message>
    <message>
        <source>{field}: not found</source>
        <translation>{field}: nicht gefunden</translation>
    </message>
    <message>
        <source>{field}: edited</source>
        <translation>{field}: geändert</translation>
    </message>
    <message>
        <source>edit</source>
        <translation>bearbeiten</translation>
    </message>
    <message>
        <source>show the page</source>
        <translation>Seite zeigen</translation>
    </message>
    <message>
        <source>next document</source>
        <translation>nächstes Dokument</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>alle Tasten</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) a look</source>
        <translation>
            <numerusform>%n anzusehen</numerusform>
            <numerusform>%n anzusehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) failed</source>
        <translation>
            <numerusform>%n Regel verletzt</numerusform>
            <numerusform>%n Regeln verletzt</numerusform>
        </translation>
    </message>
    <message>
        <source>Changed in two places</source>
        <translation>An zwei Stellen geändert</translation>
    </message>
    <message>
        <source>Deleted on the service</source>
        <translation>Beim Dienst gelöscht</translation>
    </message>
    <message>
        <source>Choose one</source>
        <translation>Bitte wählen</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Gewählt</translation>
    </message>
    <message>
        <source>{filename} was changed in two places</source>
        <translation>{filename} wurde an zwei Stellen geändert</translation>
    </message>
    <message>
        <source>Take all from the server</source>
        <translation>Alles vom Server übernehmen</translation>
    </message>
    <message>
        <source>Save this version</source>
        <translation>Diese Fassung speichern</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Ihre</translation>
    </message>
    <message>
        <source>Keep all of mine</source>
        <translation>Alles von mir behalten</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>Später entscheiden</translation>
    </message>
    <message>
        <source>Delete here too</source>
        <translation>Auch hier löschen</translation>
    </message>
    <message>
        <source>Keep mine as a new document</source>
        <translation>Meine als neues Dokument behalten</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>On the server</source>
        <translation>Auf dem Server</translation>
    </message>
    <message>
        <source>This computer, {moment}</source>
        <translation>Dieser Computer, {moment}</translation>
    </message>
    <message>
        <source>On the page</source>
        <translation>Auf der Seite</translation>
    </message>
    <message>
        <source>{chosen} of {total} chosen</source>
        <translation>{chosen} von {total} gewählt</translation>
    </message>
    <message>
        <source>{label}, on the server</source>
        <translation>{label}, auf dem Server</translation>
    </message>
    <message>
        <source>This document was deleted on the server while you worked on it</source>
        <translation>Dieses Dokument wurde auf dem Server gelöscht, während Sie daran arbeiteten</translation>
    </message>
    <message>
        <source>Your changes are still here. Keep them as a new document, or delete them too.</source>
        <translation>Ihre Änderungen sind noch hier. Behalten Sie sie als neues Dokument oder löschen Sie sie ebenfalls.</translation>
    </message>
    <message>
        <source>This document was saved elsewhere, {moment}, while you worked on it</source>
        <translation>Dieses Dokument wurde anderswo gespeichert ({moment}), während Sie daran arbeiteten</translation>
    </message>
    <message>
        <source>This document was saved elsewhere while you worked on it</source>
        <translation>Dieses Dokument wurde anderswo gespeichert, während Sie daran arbeiteten</translation>
    </message>
    <message>
        <source>Choose a value for each field that differs. Nothing is lost: the other value stays in the document’s history.</source>
        <translation>Wählen Sie für jedes abweichende Feld einen Wert. Nichts geht verloren: Der andere Wert bleibt im Verlauf des Dokuments.</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <comment>that are the same</comment>
        <translation>
            <numerusform>%n Feld</numerusform>
            <numerusform>%n Felder</numerusform>
        </translation>
    </message>
    <message>
        <source>{fields} are the same</source>
        <translation>{fields} sind gleich</translation>
    </message>
    <message>
        <source>1 field is the same</source>
        <translation>1 Feld ist gleich</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <comment>that are the same</comment>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>{fields} and {rows} are the same</source>
        <translation>{fields} und {rows} sind gleich</translation>
    </message>
    <message>
        <source>Row {number}, {column}</source>
        <translation>Zeile {number}, {column}</translation>
    </message>
    <message>
        <source>Row {number}</source>
        <translation>Zeile {number}</translation>
    </message>
    <message>
        <source>row removed there</source>
        <translation>Zeile dort entfernt</translation>
    </message>
    <message>
        <source>no such row</source>
        <translation>keine solche Zeile</translation>
    </message>
    <message>
        <source>not found on any page</source>
        <translation>auf keiner Seite gefunden</translation>
    </message>
    <message>
        <source>as first read</source>
        <translation>wie zuerst gelesen</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>row added there</source>
        <translation>Zeile dort hinzugefügt</translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>changed there</source>
        <translation>dort geändert</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message>
        <source>row removed by you</source>
        <translation>Zeile von Ihnen entfernt</translation>
    </message>
    <message>
        <source>removed by you</source>
        <translation>von Ihnen entfernt</translation>
    </message>
    <message>
        <source>row added by you</source>
        <translation>Zeile von Ihnen hinzugefügt</translation>
    </message>
    <message>
        <source>added by you</source>
        <translation>von Ihnen hinzugefügt</translation>
    </message>
    <message>
        <source>edited by you</source>
        <translation>von Ihnen geändert</translation>
    </message>
    <message>
        <source>{label}, yours</source>
        <translation>{label}, Ihr Wert</translation>
    </message>
    <message>
        <source>empty</source>
        <comment>a value</comment>
        <translation>leer</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n Seite</numerusform>
            <numerusform>%n Seiten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other file(s)</source>
        <translation>
            <numerusform>%n weitere Datei</numerusform>
            <numerusform>%n weitere Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are</source>
        <translation>
            <numerusform>%n Datei wird</numerusform>
            <numerusform>%n Dateien werden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n Dokument</numerusform>
            <numerusform>%n Dokumente</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) were</source>
        <translation>
            <numerusform>%n Zeile wurde</numerusform>
            <numerusform>%n Zeilen wurden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more field(s) were</source>
        <translation>
            <numerusform>%n Feld mehr wurde</numerusform>
            <numerusform>%n Felder mehr wurden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n Wort</numerusform>
            <numerusform>%n Wörter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>Nicht übernommen</translation>
    </message>
    <message>
        <source>Type it, or draw a box</source>
        <translation>Tippen oder Rahmen</translation>
    </message>
    <message>
        <source>Open the calendar</source>
        <translation>Kalender öffnen</translation>
    </message>
    <message>
        <source>Open the list of currencies</source>
        <translation>Liste der Währungen öffnen</translation>
    </message>
    <message>
        <source>{label}, required</source>
        <translation>{label}, Pflichtfeld</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>Pflichtfeld</translation>
    </message>
    <message>
        <source>Alt+Enter begins a new line</source>
        <translation>Alt+Enter beginnt eine neue Zeile</translation>
    </message>
    <message>
        <source>Alt+↓ opens the calendar</source>
        <translation>Alt+↓ öffnet den Kalender</translation>
    </message>
    <message>
        <source>Alt+↓ opens the list</source>
        <translation>Alt+↓ öffnet die Liste</translation>
    </message>
    <message>
        <source>Use {text}</source>
        <translation>{text} übernehmen</translation>
    </message>
    <message>
        <source>{text}, in the field now</source>
        <translation>{text}, steht jetzt im Feld</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>This document is still being read. Its fields come by themselves.</source>
        <translation>Dieses Dokument wird noch gelesen. Seine Felder kommen von selbst.</translation>
    </message>
    <message>
        <source>This document was changed in two places. Your changes wait until you have chosen.</source>
        <translation>Dieses Dokument wurde an zwei Stellen geändert. Ihre Änderungen warten, bis Sie gewählt haben.</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>Vergleichen…</translation>
    </message>
    <message>
        <source>Confirmed. Un-confirm it to change something.</source>
        <translation>Bestätigt. Heben Sie die Bestätigung auf, um etwas zu ändern.</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Sum of {column}</source>
        <translation>Summe von {column}</translation>
    </message>
    <message>
        <source>Add a row</source>
        <translation>Zeile hinzufügen</translation>
    </message>
    <message>
        <source>Remove rows</source>
        <translation>Zeilen entfernen</translation>
    </message>
    <message>
        <source>Duplicate the row</source>
        <translation>Zeile duplizieren</translation>
    </message>
    <message>
        <source>More for rows and columns</source>
        <translation>Mehr zu Zeilen und Spalten</translation>
    </message>
    <message numerus="yes">
        <source>{label}, %n row(s)</source>
        <translation>
            <numerusform>{label}, %n Zeile</numerusform>
            <numerusform>{label}, %n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Pages of the document</source>
        <translation>Seiten des Dokuments</translation>
    </message>
    <message>
        <source>Page Up and Page Down scroll, Home and End go to the ends, Ctrl with plus and minus zooms</source>
        <translation>Bild auf und Bild ab blättern, Pos1 und Ende springen an die Enden, Strg mit Plus und Minus zoomt</translation>
    </message>
    <message>
        <source>Page {page} is being drawn…</source>
        <translation>Seite {page} wird gezeichnet…</translation>
    </message>
    <message>
        <source>This file could not be read, so there is no page to show.</source>
        <translation>Diese Datei konnte nicht gelesen werden, daher gibt es keine Seite zu zeigen.</translation>
    </message>
    <message>
        <source>This invoice is data only: it was read from its XML and has no page to show.</source>
        <translation>Diese Rechnung besteht nur aus Daten: Sie wurde aus ihrem XML gelesen und hat keine Seite zu zeigen.</translation>
    </message>
    <message>
        <source>The pages come when this document has been read.</source>
        <translation>Die Seiten kommen, wenn dieses Dokument gelesen ist.</translation>
    </message>
    <message>
        <source>Confirm with failed rules?</source>
        <translation>Trotz verletzter Regeln bestätigen?</translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) failed in this document. Confirm it all the same?</source>
        <translation>
            <numerusform>In diesem Dokument ist %n Regel verletzt. Trotzdem bestätigen?</numerusform>
            <numerusform>In diesem Dokument sind %n Regeln verletzt. Trotzdem bestätigen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Throw changes away?</source>
        <translation>Änderungen verwerfen?</translation>
    </message>
    <message>
        <source>Your unsaved changes to this document will be gone.</source>
        <translation>Ihre ungespeicherten Änderungen an diesem Dokument gehen verloren.</translation>
    </message>
    <message>
        <source>The new reading replaces what was read, and your changes to it, once it is there. If it fails, they stay.</source>
        <translation>Das neue Ergebnis ersetzt das bisherige samt Ihren Änderungen, sobald es da ist. Schlägt es fehl, bleibt alles.</translation>
    </message>
    <message>
        <source>Your unsaved changes will be gone at once.</source>
        <translation>Ihre ungespeicherten Änderungen gehen sofort verloren.</translation>
    </message>
    <message>
        <source>Extract again?</source>
        <translation>Erneut auslesen?</translation>
    </message>
    <message>
        <source>Delete this document?</source>
        <translation>Dieses Dokument löschen?</translation>
    </message>
    <message>
        <source>“{filename}” and what was read from it will be deleted. Your own file stays where it is.</source>
        <translation>„{filename}“ und was daraus gelesen wurde, wird gelöscht. Ihre eigene Datei bleibt, wo sie ist.</translation>
    </message>
    <message>
        <source>Global</source>
        <translation>Für alle</translation>
    </message>
    <message>
        <source>Per-document</source>
        <translation>Je Dokument</translation>
    </message>
    <message>
        <source>Auto-detect</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Vorgehen</translation>
    </message>
    <message>
        <source>Progress of the batch</source>
        <translation>Fortschritt des Stapels</translation>
    </message>
    <message>
        <source>Redo all</source>
        <translation>Alle neu lesen</translation>
    </message>
    <message>
        <source>No document could be read. Each one says why.</source>
        <translation>Kein Dokument konnte gelesen werden. Bei jedem steht, warum.</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message numerus="yes">
        <source>{done} of %n document(s) done</source>
        <translation>
            <numerusform>{done} von %n Dokument fertig</numerusform>
            <numerusform>{done} von %n Dokumenten fertig</numerusform>
        </translation>
    </message>
    <message>
        <source>{done}, {left}</source>
        <translation>{done}, {left}</translation>
    </message>
    <message numerus="yes">
        <source>%n confirmed</source>
        <translation>
            <numerusform>%n bestätigt</numerusform>
            <numerusform>%n bestätigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to review</source>
        <translation>
            <numerusform>%n zu prüfen</numerusform>
            <numerusform>%n zu prüfen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in progress</source>
        <translation>
            <numerusform>%n in Arbeit</numerusform>
            <numerusform>%n in Arbeit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n abgebrochen</numerusform>
            <numerusform>%n abgebrochen</numerusform>
        </translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>weniger als eine Minute</translation>
    </message>
    <message numerus="yes">
        <source>about %n min left</source>
        <translation>
            <numerusform>noch etwa %n Min.</numerusform>
            <numerusform>noch etwa %n Min.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n h left</source>
        <translation>
            <numerusform>noch etwa %n Std.</numerusform>
            <numerusform>noch etwa %n Std.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message>
        <source>All documents are confirmed</source>
        <translation>Alle Dokumente sind bestätigt</translation>
    </message>
    <message>
        <source>That was the last document</source>
        <translation>Das war das letzte Dokument</translation>
    </message>
    <message numerus="yes">
        <source>You went through %n document(s) of {title}.</source>
        <translation>
            <numerusform>Sie haben %n Dokument von {title} durchgesehen.</numerusform>
            <numerusform>Sie haben %n Dokumente von {title} durchgesehen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal ansehen</translation>
    </message>
    <message numerus="yes">
        <source>Review the %n left</source>
        <translation>
            <numerusform>Das verbliebene prüfen</numerusform>
            <numerusform>Die %n verbliebenen prüfen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edited</source>
        <translation>
            <numerusform>%n geändert</numerusform>
            <numerusform>%n geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with unsaved changes</source>
        <translation>
            <numerusform>%n mit ungespeicherten Änderungen</numerusform>
            <numerusform>%n mit ungespeicherten Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Page thumbnails</source>
        <translation>Seitenvorschau</translation>
    </message>
    <message>
        <source>Page {page} cannot be shown</source>
        <translation>Seite {page} kann nicht gezeigt werden</translation>
    </message>
    <message numerus="yes">
        <source>Page {page}, %n value(s) to check</source>
        <translation>
            <numerusform>Seite {page}, %n Wert zu prüfen</numerusform>
            <numerusform>Seite {page}, %n Werte zu prüfen</numerusform>
        </translation>
    </message>
    <message>
        <source>Page {page}</source>
        <translation>Seite {page}</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Go to {title}</source>
        <translation>Gehe zu {title}</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Nächster Teil des Fensters</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Find a shortcut</source>
        <translation>Kürzel suchen</translation>
    </message>
    <message>
        <source>Every action’s tooltip names its key. Change any of them in Settings.</source>
        <translation>Der Hinweis zu jeder Aktion nennt ihre Taste. In den Einstellungen können Sie jede ändern.</translation>
    </message>
    <message>
        <source>Change keys…</source>
        <translation>Tasten ändern…</translation>
    </message>
    <message>
        <source>No action has “{query}” in its name or key</source>
        <translation>Keine Aktion hat „{query}“ im Namen oder in der Taste</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>Protokoll zeigen</translation>
    </message>
    <message>
        <source>Pages by month</source>
        <translation>Seiten je Monat</translation>
    </message>
    <message numerus="yes">
        <source>{month}: %n page(s)</source>
        <translation>
            <numerusform>{month}: %n Seite</numerusform>
            <numerusform>{month}: %n Seiten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{month}: %n of {limit} pages</source>
        <translation>
            <numerusform>{month}: %n von {limit} Seiten</numerusform>
            <numerusform>{month}: %n von {limit} Seiten</numerusform>
        </translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Edit: {title}</source>
        <translation>Bearbeiten: {title}</translation>
    </message>
    <message>
        <source>Fold: {title}</source>
        <translation>Zuklappen: {title}</translation>
    </message>
    <message>
        <source>Unfold: {title}</source>
        <translation>Aufklappen: {title}</translation>
    </message>
    <message>
        <source>{detail}, chosen</source>
        <translation>{detail}, gewählt</translation>
    </message>
    <message>
        <source>Changed by hand</source>
        <translation>Von Hand geändert</translation>
    </message>
    <message>
        <source>F2 renames, Alt+↓ changes the type, Del drops</source>
        <translation>F2 benennt um, Alt+↓ ändert den Typ, Entf entfernt</translation>
    </message>
    <message>
        <source>Add column {name}</source>
        <translation>Spalte {name} hinzufügen</translation>
    </message>
    <message>
        <source>Add {name} (Enter)</source>
        <translation>{name} hinzufügen (Enter)</translation>
    </message>
    <message>
        <source>line item’s own</source>
        <translation>eigener Wert der Position</translation>
    </message>
    <message>
        <source>document’s value, repeated</source>
        <translation>Wert des Dokuments, wiederholt</translation>
    </message>
    <message>
        <source>These documents have no such value: it stays empty</source>
        <translation>Diese Dokumente haben keinen solchen Wert: Die Spalte bleibt leer</translation>
    </message>
    <message>
        <source>In the document: {label}</source>
        <translation>Im Dokument: {label}</translation>
    </message>
    <message>
        <source>Alt+← and Alt+→ move, F2 renames, Alt+↓ format, Del leaves out</source>
        <translation>Alt+← und Alt+→ verschieben, F2 benennt um, Alt+↓ Format, Entf lässt weg</translation>
    </message>
    <message>
        <source>New name of {name}</source>
        <translation>Neuer Name für {name}</translation>
    </message>
    <message>
        <source>Add column</source>
        <translation>Spalte hinzufügen</translation>
    </message>
    <message>
        <source>Drop files and folders here</source>
        <translation>Dateien und Ordner hier ablegen</translation>
    </message>
    <message>
        <source>Anywhere on this page. Folders are read with everything inside them, at any depth.</source>
        <translation>Irgendwo auf dieser Seite. Ordner werden mit allem darin gelesen, beliebig tief.</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>Dateien wählen…</translation>
    </message>
    <message>
        <source>or paste with</source>
        <translation>oder einfügen mit</translation>
    </message>
    <message>
        <source>Drop more files and folders anywhere</source>
        <translation>Weitere Dateien und Ordner irgendwo ablegen</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>Ordner…</translation>
    </message>
    <message>
        <source>Files…</source>
        <translation>Dateien…</translation>
    </message>
    <message numerus="yes">
        <source>Drop to add %n file(s)</source>
        <translation>
            <numerusform>Ablegen, um %n Datei hinzuzufügen</numerusform>
            <numerusform>Ablegen, um %n Dateien hinzuzufügen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Drop to add %n folder(s)</source>
        <translation>
            <numerusform>Ablegen, um %n Ordner hinzuzufügen</numerusform>
            <numerusform>Ablegen, um %n Ordner hinzuzufügen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s)</source>
        <translation>
            <numerusform>%n Ordner</numerusform>
            <numerusform>%n Ordner</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Drop to add {folders} and {files}</source>
        <translation>Ablegen, um {folders} und {files} hinzuzufügen</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Ins</source>
        <translation>Einfg</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Wizard footer</source>
        <translation>Fußleiste des Assistenten</translation>
    </message>
    <message>
        <source>Completed: {completed}, Failed: {failed}, Pending: {pending}</source>
        <translation>Fertig: {completed}, Fehlgeschlagen: {failed}, Ausstehend: {pending}</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>In work</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Step {step} of {steps}: {title}</source>
        <translation>Schritt {step} von {steps}: {title}</translation>
    </message>
    <message>
        <source>Use this computer</source>
        <translation>Diesen Computer verwenden</translation>
    </message>
    <message>
        <source>Everything runs here. Nothing to set up.</source>
        <translation>Alles läuft hier. Nichts einzurichten.</translation>
    </message>
    <message>
        <source>Unlimited pages</source>
        <translation>Unbegrenzt viele Seiten</translation>
    </message>
    <message>
        <source>Documents stay on this disk</source>
        <translation>Dokumente bleiben auf diesem Datenträger</translation>
    </message>
    <message>
        <source>Works with no network</source>
        <translation>Funktioniert ohne Netzwerk</translation>
    </message>
    <message>
        <source>Ready in a few seconds</source>
        <translation>In wenigen Sekunden bereit</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Wird gestartet…</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Reach for the service now</source>
        <translation>Den Dienst jetzt ansprechen</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message numerus="yes">
        <source>Sending %n change(s)</source>
        <translation>
            <numerusform>%n Änderung wird gesendet</numerusform>
            <numerusform>%n Änderungen werden gesendet</numerusform>
        </translation>
    </message>
    <message>
        <source>The network is back.</source>
        <translation>Das Netzwerk ist wieder da.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait.</source>
        <translation>
            <numerusform>%n Änderung wartet.</numerusform>
            <numerusform>%n Änderungen warten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is lost. What was changed here is sent once you have signed in.</source>
        <translation>Nichts geht verloren. Was hier geändert wurde, wird gesendet, sobald Sie angemeldet sind.</translation>
    </message>
    <message>
        <source>The service is down since {time}</source>
        <translation>Der Dienst ist seit {time} nicht erreichbar</translation>
    </message>
    <message>
        <source>The service is down</source>
        <translation>Der Dienst ist nicht erreichbar</translation>
    </message>
    <message>
        <source>Review, confirm and export work for batches kept here. New batches wait.</source>
        <translation>Prüfen, Bestätigen und Exportieren gehen für Stapel von hier. Neue Stapel warten.</translation>
    </message>
    <message>
        <source>The network is there. Review, confirm and export work for batches kept here. New batches and changes wait, and go when the service is back.</source>
        <translation>Das Netzwerk ist da. Prüfen, Bestätigen und Exportieren gehen. Neue Stapel und Änderungen warten auf den Dienst.</translation>
    </message>
    <message>
        <source>Offline since {time}</source>
        <translation>Offline seit {time}</translation>
    </message>
    <message>
        <source>Review, confirm and export work for batches kept here. New batches and changes wait, and go when the network is back.</source>
        <translation>Prüfen, Bestätigen und Exportieren gehen. Neue Stapel und Änderungen warten auf das Netzwerk.</translation>
    </message>
    <message>
        <source>The hosted service reads, your desktop confirms.</source>
        <translation>Der gehostete Dienst liest, Sie bestätigen hier.</translation>
    </message>
    <message>
        <source>Large batches without slowing this computer</source>
        <translation>Große Stapel, ohne zu bremsen</translation>
    </message>
    <message>
        <source>The same batches on every computer</source>
        <translation>Dieselben Stapel auf jedem Computer</translation>
    </message>
    <message>
        <source>Pages and batch size by plan</source>
        <translation>Seiten und Stapelgröße je nach Tarif</translation>
    </message>
    <message>
        <source>Review offline, sync later</source>
        <translation>Offline prüfen, später abgleichen</translation>
    </message>
    <message>
        <source>Sign in with your browser</source>
        <translation>Im Browser anmelden</translation>
    </message>
    <message>
        <source>Your password stays in the browser</source>
        <translation>Ihr Passwort bleibt im Browser</translation>
    </message>
    <message>
        <source>Go on in your browser</source>
        <translation>Im Browser weitermachen</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Copy the link to open it in another browser</source>
        <translation>Link kopieren, um ihn in einem anderen Browser zu öffnen</translation>
    </message>
    <message>
        <source>Stop signing in</source>
        <translation>Anmeldung abbrechen</translation>
    </message>
    <message>
        <source>Other server…</source>
        <translation>Anderer Server…</translation>
    </message>
    <message>
        <source>Sign in at a service of your own company</source>
        <translation>Bei einem Dienst Ihrer eigenen Firma anmelden</translation>
    </message>
    <message>
        <source>Looking for the service…</source>
        <translation>Dienst wird gesucht…</translation>
    </message>
    <message>
        <source>Signed in. Opening your account…</source>
        <translation>Angemeldet. Ihr Konto wird geöffnet…</translation>
    </message>
    <message>
        <source>Nothing opened? Copy the link into a browser.</source>
        <translation>Nichts geöffnet? Kopieren Sie den Link in einen Browser.</translation>
    </message>
    <message>
        <source>Hosted account</source>
        <translation>Gehostetes Konto</translation>
    </message>
    <message>
        <source>Needs a network</source>
        <translation>Braucht ein Netzwerk</translation>
    </message>
    <message>
        <source>Sign in again first</source>
        <translation>Erst erneut anmelden</translation>
    </message>
    <message>
        <source>Not connected yet</source>
        <translation>Noch nicht verbunden</translation>
    </message>
    <message>
        <source>The service does not run</source>
        <translation>Der Dienst läuft nicht</translation>
    </message>
    <message>
        <source>Opens your browser. Your password stays there.</source>
        <translation>Öffnet Ihren Browser. Ihr Passwort bleibt dort.</translation>
    </message>
    <message>
        <source>Signs in at {server}</source>
        <translation>Meldet bei {server} an</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Welcome to IngestIO</source>
        <translation>Willkommen bei IngestIO</translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation>Sprache des Fensters</translation>
    </message>
    <message>
        <source>Language: {name}</source>
        <translation>Sprache: {name}</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Drop a folder in, confirm what was read, get the spreadsheet out.</source>
        <translation>Ordner ablegen, Gelesenes bestätigen, Tabelle mitnehmen.</translation>
    </message>
    <message>
        <source>You can have both, side by side, and switch at any time. The window always says which one is active.</source>
        <translation>Sie können beides nebeneinander haben und jederzeit wechseln. Das Fenster sagt immer, was aktiv ist.</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation>Sprache des Systems</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>Gleicht ab</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>Service stopped</source>
        <translation>Dienst angehalten</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>All changes saved</source>
        <translation>Alle Änderungen gespeichert</translation>
    </message>
    <message>
        <source>Sign in again. Nothing is lost.</source>
        <translation>Melden Sie sich erneut an. Nichts geht verloren.</translation>
    </message>
    <message>
        <source>No network. Go on working: changes wait and go by themselves.</source>
        <translation>Kein Netzwerk. Arbeiten Sie weiter: Änderungen warten und werden von selbst gesendet.</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Sign in to send what waits. Nothing is lost.</source>
        <translation>Melden Sie sich an, um Wartendes zu senden. Nichts geht verloren.</translation>
    </message>
    <message>
        <source>Everything runs on this computer.</source>
        <translation>Alles läuft auf diesem Computer.</translation>
    </message>
    <message>
        <source>The service of this computer does not run. Settings, Logs says why.</source>
        <translation>Der Dienst dieses Computers läuft nicht. Unter Einstellungen, Protokolle steht, warum.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) need you</source>
        <translation>
            <numerusform>%n Änderung braucht Sie</numerusform>
            <numerusform>%n Änderungen brauchen Sie</numerusform>
        </translation>
    </message>
    <message>
        <source>The service refused it. See why, and choose.</source>
        <translation>Der Dienst hat es abgelehnt. Sehen Sie den Grund an und wählen Sie.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait</source>
        <translation>
            <numerusform>%n Änderung wartet</numerusform>
            <numerusform>%n Änderungen warten</numerusform>
        </translation>
    </message>
    <message>
        <source>Changes that the service does not have yet</source>
        <translation>Änderungen, die der Dienst noch nicht hat</translation>
    </message>
    <message>
        <source>Nothing waits to be sent</source>
        <translation>Nichts wartet auf das Senden</translation>
    </message>
    <message>
        <source>as of {when}</source>
        <translation>Stand {when}</translation>
    </message>
    <message>
        <source>Opens Account</source>
        <translation>Öffnet das Konto</translation>
    </message>
    <message numerus="yes">
        <source>%n new notification(s)</source>
        <translation>
            <numerusform>%n neue Mitteilung</numerusform>
            <numerusform>%n neue Mitteilungen</numerusform>
        </translation>
    </message>
    <message>
        <source>What has ended</source>
        <translation>Was fertig geworden ist</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Ausgewählt</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nicht ausgewählt</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>{total} without {tax}</source>
        <translation>{total} ohne {tax}</translation>
    </message>
    <message>
        <source>less discounts</source>
        <translation>abzüglich Rabatten</translation>
    </message>
    <message>
        <source>with surcharges</source>
        <translation>mit Zuschlägen</translation>
    </message>
    <message>
        <source>{label} {value}, {apart} more</source>
        <translation>{label} {value}, {apart} mehr</translation>
    </message>
    <message>
        <source>{label} {value}, {apart} less</source>
        <translation>{label} {value}, {apart} weniger</translation>
    </message>
    <message>
        <source>From {opening} to {closing}</source>
        <translation>Von {opening} bis {closing}</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>Sign in to another…</source>
        <translation>Bei einem anderen anmelden…</translation>
    </message>
    <message>
        <source>Account page</source>
        <translation>Kontoseite</translation>
    </message>
    <message>
        <source>{name}, {detail}</source>
        <translation>{name}, {detail}</translation>
    </message>
    <message>
        <source>{account}, in use</source>
        <translation>{account}, aktiv</translation>
    </message>
    <message>
        <source>No text of these documents is sent to a model.</source>
        <translation>Kein Text dieser Dokumente wird an ein Modell gesendet.</translation>
    </message>
    <message>
        <source>Text of documents that could not be read with certainty is sent to {host}.</source>
        <translation>Text von Dokumenten, die nicht sicher gelesen werden konnten, wird an {host} gesendet.</translation>
    </message>
    <message>
        <source>Text of these documents is sent to {host}.</source>
        <translation>Text dieser Dokumente wird an {host} gesendet.</translation>
    </message>
    <message numerus="yes">
        <source>About %n token(s) with {model}, whose price is not known.</source>
        <translation>
            <numerusform>Etwa %n Token mit {model}, dessen Preis nicht bekannt ist.</numerusform>
            <numerusform>Etwa %n Token mit {model}, dessen Preis nicht bekannt ist.</numerusform>
        </translation>
    </message>
    <message>
        <source>At most about {cost} with {model}, by the list prices of {day}.</source>
        <translation>Höchstens etwa {cost} mit {model}, nach den Listenpreisen vom {day}.</translation>
    </message>
    <message>
        <source>About {cost} with {model}, by the list prices of {day}.</source>
        <translation>Etwa {cost} mit {model}, nach den Listenpreisen vom {day}.</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n Token</numerusform>
            <numerusform>%n Token</numerusform>
        </translation>
    </message>
    <message>
        <source>Read automatically: no model was asked yet</source>
        <translation>Automatisch gelesen: Noch kein Modell gefragt</translation>
    </message>
    <message>
        <source>Read automatically: {cost}</source>
        <translation>Automatisch gelesen: {cost}</translation>
    </message>
    <message>
        <source>Read by a model: {cost}</source>
        <translation>Von einem Modell gelesen: {cost}</translation>
    </message>
    <message>
        <source>Read by a model</source>
        <translation>Von einem Modell gelesen</translation>
    </message>
    <message>
        <source>less than {cent}</source>
        <translation>weniger als {cent}</translation>
    </message>
    <message>
        <source>Counting the documents…</source>
        <translation>Dokumente werden gezählt…</translation>
    </message>
    <message>
        <source>UTF-8</source>
        <translation>UTF-8</translation>
    </message>
    <message>
        <source>UTF-16</source>
        <translation>UTF-16</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>UTF-8 for Excel</source>
        <translation>UTF-8 für Excel</translation>
    </message>
    <message>
        <source>Windows-1252</source>
        <translation>Windows-1252</translation>
    </message>
    <message>
        <source>ISO 8859-15</source>
        <translation>ISO 8859-15</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>Komma</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>Semikolon</translation>
    </message>
    <message>
        <source>Bar, |</source>
        <translation>Strich, |</translation>
    </message>
    <message>
        <source>Point, 1234.50</source>
        <translation>Punkt, 1234.50</translation>
    </message>
    <message>
        <source>Comma, 1234,50</source>
        <translation>Komma, 1234,50</translation>
    </message>
    <message>
        <source>As the computer that opens it</source>
        <translation>Wie der Computer, der sie öffnet</translation>
    </message>
    <message>
        <source>As text</source>
        <translation>Als Text</translation>
    </message>
    <message>
        <source>As read, with currency</source>
        <translation>Wie gelesen, mit Währung</translation>
    </message>
    <message>
        <source>As read, without currency</source>
        <translation>Wie gelesen, ohne Währung</translation>
    </message>
    <message>
        <source>Plain digits</source>
        <translation>Nur Ziffern</translation>
    </message>
    <message>
        <source>As read</source>
        <translation>Wie gelesen</translation>
    </message>
    <message>
        <source>Grouped by thousands</source>
        <translation>Mit Tausendertrennung</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Document id</source>
        <translation>Dokumentkennung</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Failed: {reason}</source>
        <translation>Fehlgeschlagen: {reason}</translation>
    </message>
    <message>
        <source>note</source>
        <comment>severity of a finding</comment>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>warning</source>
        <comment>severity of a finding</comment>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>error</source>
        <comment>severity of a finding</comment>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Nothing is confirmed yet. Include the unconfirmed documents, or confirm some first.</source>
        <translation>Noch nichts ist bestätigt. Nehmen Sie die unbestätigten Dokumente auf, oder bestätigen Sie zuerst einige.</translation>
    </message>
    <message>
        <source>Nothing was read yet. Wait for the documents, or choose others.</source>
        <translation>Noch wurde nichts gelesen. Warten Sie auf die Dokumente oder wählen Sie andere.</translation>
    </message>
    <message>
        <source>Give the file a name.</source>
        <translation>Geben Sie der Datei einen Namen.</translation>
    </message>
    <message>
        <source>A file name can&apos;t hold any of {marks}</source>
        <translation>Ein Dateiname darf keines dieser Zeichen enthalten: {marks}</translation>
    </message>
    <message>
        <source>The folder “{folder}” is not there. Choose another one.</source>
        <translation>Der Ordner „{folder}“ ist nicht da. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Nothing can be written to “{folder}”. Choose another folder.</source>
        <translation>In „{folder}“ kann nichts geschrieben werden. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) with all their values.</source>
        <translation>
            <numerusform>%n Dokument mit allen Werten.</numerusform>
            <numerusform>%n Dokumente mit allen Werten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{rows} from %n document(s).</source>
        <translation>
            <numerusform>{rows} aus %n Dokument.</numerusform>
            <numerusform>{rows} aus %n Dokumenten.</numerusform>
        </translation>
    </message>
    <message>
        <source>They are added to the file that is there, without doubles.</source>
        <translation>Sie werden an die vorhandene Datei angehängt, ohne Doppelte.</translation>
    </message>
    <message>
        <source>The file that is there is replaced.</source>
        <translation>Die vorhandene Datei wird ersetzt.</translation>
    </message>
    <message>
        <source>{count} in progress</source>
        <translation>{count} in Arbeit</translation>
    </message>
    <message>
        <source>{count} cancelled</source>
        <translation>{count} abgebrochen</translation>
    </message>
    <message>
        <source>{parts} and {last}</source>
        <translation>{parts} und {last}</translation>
    </message>
    <message numerus="yes">
        <source>{documents} stay out.</source>
        <translation>
            <numerusform>{documents} bleibt draußen.</numerusform>
            <numerusform>{documents} bleiben draußen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are not confirmed, and nothing in the file says so.</source>
        <translation>
            <numerusform>%n davon ist nicht bestätigt, und nichts in der Datei sagt das.</numerusform>
            <numerusform>%n davon sind nicht bestätigt, und nichts in der Datei sagt das.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are not confirmed and say so in {column}.</source>
        <translation>
            <numerusform>%n davon ist nicht bestätigt und so vermerkt in: {column}.</numerusform>
            <numerusform>%n davon sind nicht bestätigt und so vermerkt in: {column}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are not confirmed and stand in italics.</source>
        <translation>
            <numerusform>%n davon ist nicht bestätigt und steht kursiv.</numerusform>
            <numerusform>%n davon sind nicht bestätigt und stehen kursiv.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decimal(s)</source>
        <translation>
            <numerusform>%n Nachkommastelle</numerusform>
            <numerusform>%n Nachkommastellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are not confirmed and marked so.</source>
        <translation>
            <numerusform>%n davon ist nicht bestätigt und so markiert.</numerusform>
            <numerusform>%n davon sind nicht bestätigt und so markiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) read</source>
        <translation>
            <numerusform>%n Dokument gelesen</numerusform>
            <numerusform>%n Dokumente gelesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n batches have ended: {documents}</source>
        <translation>
            <numerusform>%n Stapel ist fertig: {documents}</numerusform>
            <numerusform>%n Stapel sind fertig: {documents}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with an error</source>
        <translation>
            <numerusform>%n mit Fehler</numerusform>
            <numerusform>%n mit Fehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Could not be read: %n document(s) with an error</source>
        <translation>
            <numerusform>Konnte nicht gelesen werden: %n Dokument mit Fehler</numerusform>
            <numerusform>Konnte nicht gelesen werden: %n Dokumente mit Fehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{read} of %n document(s) read</source>
        <translation>
            <numerusform>{read} von %n Dokument gelesen</numerusform>
            <numerusform>{read} von %n Dokumenten gelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>“{title}” could not be read</source>
        <translation>„{title}“ konnte nicht gelesen werden</translation>
    </message>
    <message numerus="yes">
        <source>“{title}” is done: %n document(s) read</source>
        <translation>
            <numerusform>„{title}“ ist fertig: %n Dokument gelesen</numerusform>
            <numerusform>„{title}“ ist fertig: %n Dokumente gelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>Several words are easy to keep in mind and hard to guess.</source>
        <translation>Mehrere Wörter sind leicht zu merken und schwer zu erraten.</translation>
    </message>
    <message>
        <source>Too short</source>
        <translation>Zu kurz</translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s)</source>
        <translation>
            <numerusform>Mindestens %n Zeichen</numerusform>
            <numerusform>Mindestens %n Zeichen</numerusform>
        </translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>Schwach</translation>
    </message>
    <message>
        <source>Add a word or two.</source>
        <translation>Fügen Sie ein, zwei Wörter hinzu.</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>One more word makes it strong.</source>
        <translation>Noch ein Wort macht sie stark.</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>Stark</translation>
    </message>
    <message>
        <source>That doesn&apos;t fit this field</source>
        <translation>Das passt nicht in dieses Feld</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>This computer has no keyring that IngestIO trusts. Your sign-in can be kept in an encrypted file instead, which a passphrase of yours opens at each start.</source>
        <translation>Dieser Computer hat keinen Schlüsselbund, dem IngestIO vertraut. Ihre Anmeldung kann stattdessen in einer verschlüsselten Datei liegen, die Sie bei jedem Start mit einer Passphrase öffnen.</translation>
    </message>
    <message>
        <source>Keep the sign-in with a passphrase</source>
        <translation>Anmeldung mit Passphrase aufbewahren</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>Dieselbe noch einmal</translation>
    </message>
    <message>
        <source>Strength of the passphrase</source>
        <translation>Stärke der Passphrase</translation>
    </message>
    <message>
        <source>Forgotten, it can’t be found out: you sign in again and make a new one. Your batches are not lost.</source>
        <translation>Vergessen lässt sie sich nicht herausfinden: Sie melden sich neu an und wählen eine andere. Ihre Stapel gehen nicht verloren.</translation>
    </message>
    <message>
        <source>This session only</source>
        <translation>Nur diese Sitzung</translation>
    </message>
    <message>
        <source>Keep the sign-in until IngestIO is closed</source>
        <translation>Anmeldung behalten, bis IngestIO geschlossen wird</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>Die beiden sind nicht gleich.</translation>
    </message>
    <message>
        <source>Type the same passphrase twice, at least 8 characters</source>
        <translation>Geben Sie zweimal dieselbe Passphrase ein, mindestens 8 Zeichen</translation>
    </message>
    <message>
        <source>Encrypting…</source>
        <translation>Wird verschlüsselt…</translation>
    </message>
    <message>
        <source>Your sign-in is kept in an encrypted file. Type its passphrase to go on.</source>
        <translation>Ihre Anmeldung liegt in einer verschlüsselten Datei. Geben Sie deren Passphrase ein, um weiterzumachen.</translation>
    </message>
    <message>
        <source>Unlock your sign-in</source>
        <translation>Anmeldung entsperren</translation>
    </message>
    <message>
        <source>Forgotten?</source>
        <translation>Vergessen?</translation>
    </message>
    <message>
        <source>It can’t be found out. Give the kept sign-ins up, sign in again and make a new passphrase: batches and unsent work stay.</source>
        <translation>Sie lässt sich nicht herausfinden. Geben Sie die aufbewahrten Anmeldungen auf, melden Sie sich neu an und wählen Sie eine neue Passphrase: Stapel und ungesendete Arbeit bleiben.</translation>
    </message>
    <message>
        <source>Give the sign-ins up</source>
        <translation>Anmeldungen aufgeben</translation>
    </message>
    <message>
        <source>Keep the new sign-in until IngestIO is closed</source>
        <translation>Neue Anmeldung behalten, bis IngestIO geschlossen wird</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Wird geöffnet…</translation>
    </message>
    <message>
        <source>The address of your company’s own service. It begins with https://; only a service on this computer may have http://.</source>
        <translation>Die Adresse des Dienstes Ihrer Firma. Sie beginnt mit https://; nur ein Dienst auf diesem Computer darf http:// haben.</translation>
    </message>
    <message>
        <source>Sign in at another server</source>
        <translation>Bei einem anderen Server anmelden</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Adresse des Servers</translation>
    </message>
    <message>
        <source>Use the usual one</source>
        <translation>Den üblichen verwenden</translation>
    </message>
    <message>
        <source>Use this server</source>
        <translation>Diesen Server verwenden</translation>
    </message>
    <message>
        <source>Write an address that begins with https://. Only a service on this computer may have http://.</source>
        <translation>Schreiben Sie eine Adresse, die mit https:// beginnt. Nur ein Dienst auf diesem Computer darf http:// haben.</translation>
    </message>
    <message numerus="yes">
        <source>{said}, and %n before it</source>
        <translation>
            <numerusform>{said}, und %n davor</numerusform>
            <numerusform>{said}, und %n davor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) confirmed</source>
        <translation>
            <numerusform>%n Dokument bestätigt</numerusform>
            <numerusform>%n Dokumente bestätigt</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to confirm</source>
        <translation>Nichts zu bestätigen</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) to be read again</source>
        <translation>
            <numerusform>%n Dokument wird neu gelesen</numerusform>
            <numerusform>%n Dokumente werden neu gelesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) cancelled</source>
        <translation>
            <numerusform>%n Dokument abgebrochen</numerusform>
            <numerusform>%n Dokumente abgebrochen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) deleted</source>
        <translation>
            <numerusform>%n Dokument gelöscht</numerusform>
            <numerusform>%n Dokumente gelöscht</numerusform>
        </translation>
    </message>
    <message>
        <source>“{name}” deleted</source>
        <translation>„{name}“ gelöscht</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) cancelled</source>
        <translation>
            <numerusform>%n Datei abgebrochen</numerusform>
            <numerusform>%n Dateien abgebrochen</numerusform>
        </translation>
    </message>
    <message>
        <source>“{name}” cancelled</source>
        <translation>„{name}“ abgebrochen</translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation>Nichts zu prüfen</translation>
    </message>
    <message>
        <source>The file is not here</source>
        <translation>Die Datei ist nicht hier</translation>
    </message>
    <message>
        <source>It was moved, renamed or deleted on this computer since it was submitted.</source>
        <translation>Sie wurde seit dem Abschicken auf diesem Computer verschoben, umbenannt oder gelöscht.</translation>
    </message>
    <message numerus="yes">
        <source>%n batch(es) deleted</source>
        <translation>
            <numerusform>%n Stapel gelöscht</numerusform>
            <numerusform>%n Stapel gelöscht</numerusform>
        </translation>
    </message>
    <message>
        <source>It is too late to undo this</source>
        <translation>Das lässt sich nicht mehr rückgängig machen</translation>
    </message>
    <message>
        <source>It is deleted already.</source>
        <translation>Es ist schon gelöscht.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Switch account</source>
        <translation>Konto wechseln</translation>
    </message>
    <message>
        <source>Sign in to another account</source>
        <translation>Bei einem anderen Konto anmelden</translation>
    </message>
    <message>
        <source>switch</source>
        <translation>wechseln</translation>
    </message>
    <message>
        <source>Signed out of {name}</source>
        <translation>Von {name} abgemeldet</translation>
    </message>
    <message>
        <source>The account {name} is deleted</source>
        <translation>Das Konto {name} ist gelöscht</translation>
    </message>
    <message>
        <source>{number} in progress</source>
        <translation>{number} in Arbeit</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s), {when}</source>
        <translation>
            <numerusform>%n Dokument, {when}</numerusform>
            <numerusform>%n Dokumente, {when}</numerusform>
        </translation>
    </message>
    <message>
        <source>Found by search</source>
        <translation>Durch Suche gefunden</translation>
    </message>
    <message>
        <source>Which files</source>
        <translation>Welche Dateien</translation>
    </message>
    <message>
        <source>Documents ({endings})</source>
        <translation>Dokumente ({endings})</translation>
    </message>
    <message>
        <source>All files ({endings})</source>
        <translation>Alle Dateien ({endings})</translation>
    </message>
    <message>
        <source>There are no files to paste. Copy files or folders, or their paths, first.</source>
        <translation>Es gibt keine Dateien zum Einfügen. Kopieren Sie zuerst Dateien oder Ordner oder deren Pfade.</translation>
    </message>
    <message>
        <source>Open the earlier batch</source>
        <translation>Den früheren Stapel öffnen</translation>
    </message>
    <message>
        <source>Include anyway</source>
        <translation>Trotzdem aufnehmen</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>{count} valid</source>
        <translation>{count} gültig</translation>
    </message>
    <message>
        <source>Reading files</source>
        <translation>Dateien werden gelesen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop reading; what was not read is taken away</source>
        <translation>Lesen anhalten; was nicht gelesen wurde, wird entfernt</translation>
    </message>
    <message>
        <source>Reading “{name}”</source>
        <translation>„{name}“ wird gelesen</translation>
    </message>
    <message numerus="yes">
        <source>{done} of %n file(s)</source>
        <translation>
            <numerusform>{done} von %n Datei</numerusform>
            <numerusform>{done} von %n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>in one batch</source>
        <translation>in einem Stapel</translation>
    </message>
    <message>
        <source>told by content, not by name</source>
        <translation>am Inhalt erkannt, nicht am Namen</translation>
    </message>
    <message>
        <source>larger ones are refused here</source>
        <translation>größere werden hier abgelehnt</translation>
    </message>
    <message>
        <source>Duplicates found</source>
        <translation>Duplikate gefunden</translation>
    </message>
    <message>
        <source>before anything is uploaded</source>
        <translation>bevor etwas hochgeladen wird</translation>
    </message>
    <message numerus="yes">
        <source>Up to %n file(s)</source>
        <translation>
            <numerusform>Bis zu %n Datei</numerusform>
            <numerusform>Bis zu %n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Remove {name} (Del)</source>
        <translation>{name} entfernen (Entf)</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Uhrzeit</translation>
    </message>
    <message>
        <source>table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Field plan</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>Two columns have this name</source>
        <translation>Zwei Spalten haben diesen Namen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add a column to {table}</source>
        <translation>Spalte zu {table} hinzufügen</translation>
    </message>
    <message>
        <source>Text, as printed (id)</source>
        <translation>Text, wie gedruckt (Kennung)</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>Rechnung</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Quittung</translation>
    </message>
    <message>
        <source>Purchase order</source>
        <translation>Bestellung</translation>
    </message>
    <message>
        <source>Bank statement</source>
        <translation>Kontoauszug</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>Vertrag</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>Search your prompts</source>
        <translation>Eigene Anweisungen suchen</translation>
    </message>
    <message>
        <source>Start from a default</source>
        <translation>Mit einer Vorlage beginnen</translation>
    </message>
    <message numerus="yes">
        <source>%n more, search for them</source>
        <translation>
            <numerusform>%n weitere, suchen Sie danach</numerusform>
            <numerusform>%n weitere, suchen Sie danach</numerusform>
        </translation>
    </message>
    <message>
        <source>No prompt says “{words}”.</source>
        <translation>Keine Anweisung enthält „{words}“.</translation>
    </message>
    <message>
        <source>Prompts that you save stand here.</source>
        <translation>Hier stehen Anweisungen, die Sie speichern.</translation>
    </message>
    <message>
        <source>F2 renames, Del deletes. A deletion can be undone.</source>
        <translation>F2 benennt um, Entf löscht (umkehrbar).</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Manage…</source>
        <translation>Verwalten…</translation>
    </message>
    <message>
        <source>Save this prompt…</source>
        <translation>Anweisung speichern…</translation>
    </message>
    <message>
        <source>Rename and delete prompts of your own</source>
        <translation>Eigene Anweisungen umbenennen und löschen</translation>
    </message>
    <message>
        <source>Rename {name}</source>
        <translation>{name} umbenennen</translation>
    </message>
    <message>
        <source>Drop {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>F2 renames, Alt+↓ changes the type, Del drops, Ins adds a column, Ctrl+← and Ctrl+→ move it</source>
        <translation>F2 benennt um, Alt+↓ ändert den Typ, Entf entfernt, Einfg fügt eine Spalte hinzu, Strg+← und Strg+→ verschieben sie</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n Spalte</numerusform>
            <numerusform>%n Spalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n Tabelle</numerusform>
            <numerusform>%n Tabellen</numerusform>
        </translation>
    </message>
    <message>
        <source>{columns} and {tables}</source>
        <translation>{columns} und {tables}</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>IngestIO is open already, in this window</source>
        <translation>IngestIO ist schon geöffnet, in diesem Fenster</translation>
    </message>
    <message>
        <source>IngestIO can&apos;t start</source>
        <translation>IngestIO kann nicht starten</translation>
    </message>
    <message>
        <source>Try again. If it stays like this, the log says more.</source>
        <translation>Versuchen Sie es erneut. Bleibt es so, sagt das Protokoll mehr.</translation>
    </message>
    <message>
        <source>Can’t start</source>
        <translation>Startet nicht</translation>
    </message>
    <message>
        <source>Fetch the files</source>
        <translation>Dateien holen</translation>
    </message>
    <message>
        <source>What was read is here, the pages of the documents are not.</source>
        <translation>Was gelesen wurde, ist hier, die Seiten der Dokumente nicht.</translation>
    </message>
    <message>
        <source>The files come when the network is back.</source>
        <translation>Die Dateien kommen, wenn das Netzwerk wieder da ist.</translation>
    </message>
    <message>
        <source>Fetching files</source>
        <translation>Dateien werden geholt</translation>
    </message>
    <message numerus="yes">
        <source>{here} of %n file(s) are here</source>
        <translation>
            <numerusform>{here} von %n Datei ist hier</numerusform>
            <numerusform>{here} von %n Dateien sind hier</numerusform>
        </translation>
    </message>
    <message>
        <source>Fetch when online</source>
        <translation>Holen, sobald online</translation>
    </message>
    <message numerus="yes">
        <source>%n line item(s)</source>
        <translation>
            <numerusform>%n Position</numerusform>
            <numerusform>%n Positionen</numerusform>
        </translation>
    </message>
    <message>
        <source>Upload of the batch</source>
        <translation>Hochladen des Stapels</translation>
    </message>
    <message>
        <source>Files by state</source>
        <translation>Dateien nach Status</translation>
    </message>
    <message numerus="yes">
        <source>{sent} of %n file(s) sent</source>
        <translation>
            <numerusform>{sent} von %n Datei gesendet</numerusform>
            <numerusform>{sent} von %n Dateien gesendet</numerusform>
        </translation>
    </message>
    <message>
        <source>·  {time} to send</source>
        <translation>·  noch {time}</translation>
    </message>
    <message>
        <source>Nothing is sent while it is paused.</source>
        <translation>Solange es angehalten ist, wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Retry what failed, or cancel it: then the batch is closed.</source>
        <translation>Wiederholen Sie Fehlgeschlagenes, oder brechen Sie es ab: Dann wird der Stapel geschlossen.</translation>
    </message>
    <message>
        <source>Goes on by itself once you have signed in.</source>
        <translation>Geht von selbst weiter, sobald Sie angemeldet sind.</translation>
    </message>
    <message>
        <source>Goes on by itself when the service is back.</source>
        <translation>Geht von selbst weiter, wenn der Dienst wieder da ist.</translation>
    </message>
    <message>
        <source>Goes on by itself when the network is back.</source>
        <translation>Geht von selbst weiter, wenn das Netzwerk wieder da ist.</translation>
    </message>
    <message>
        <source>Close the window if you like: the upload goes on from here next time.</source>
        <translation>Sie können das Fenster schließen: Das Hochladen geht beim nächsten Mal hier weiter.</translation>
    </message>
    <message>
        <source>about {count} s</source>
        <translation>etwa {count} s</translation>
    </message>
    <message>
        <source>about {count} min</source>
        <translation>etwa {count} Min.</translation>
    </message>
    <message>
        <source>about {count} h</source>
        <translation>etwa {count} Std.</translation>
    </message>
    <message>
        <source>Say in plain words what to read, for example:

Supplier, invoice number, invoice date, net amount, VAT and total.
Line items (description, quantity, unit price, amount).</source>
        <translation>Sagen Sie in einfachen Worten, was gelesen werden soll, zum Beispiel:

Lieferant, Rechnungsnummer, Rechnungsdatum, Nettobetrag, MwSt. und Gesamtbetrag.
Positionen (Bezeichnung, Menge, Einzelpreis, Betrag).</translation>
    </message>
    <message>
        <source>Change a watched folder</source>
        <translation>Überwachten Ordner ändern</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose the folder to watch</source>
        <translation>Ordner wählen, der überwacht wird</translation>
    </message>
    <message>
        <source>Subfolders too</source>
        <translation>Auch Unterordner</translation>
    </message>
    <message>
        <source>One prompt</source>
        <translation>Eine Anweisung</translation>
    </message>
    <message>
        <source>What to extract</source>
        <translation>Was ausgelesen wird</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Anweisung</translation>
    </message>
    <message>
        <source>Invoice number, date, supplier, total; line items with …</source>
        <translation>Rechnungsnummer, Datum, Lieferant, Gesamtbetrag; Positionen mit …</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>Liegen lassen</translation>
    </message>
    <message>
        <source>Move them</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Files that are done</source>
        <translation>Erledigte Dateien</translation>
    </message>
    <message>
        <source>Choose the folder for what is done</source>
        <translation>Ordner für Erledigtes wählen</translation>
    </message>
    <message>
        <source>Name of the batches</source>
        <translation>Name der Stapel</translation>
    </message>
    <message>
        <source>Seconds that a file has to rest</source>
        <translation>Sekunden, die eine Datei ruhen muss</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Überwachen</translation>
    </message>
    <message>
        <source>None chosen yet</source>
        <translation>Noch keiner gewählt</translation>
    </message>
    <message>
        <source>To {folder}, once the service has them</source>
        <translation>Nach {folder}, sobald der Dienst sie hat</translation>
    </message>
    <message>
        <source>To a folder “Done” inside it, once the service has them</source>
        <translation>In einen Ordner „Done“ darin, sobald der Dienst sie hat</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>a folder for files</comment>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Folder to watch</source>
        <translation>Zu überwachender Ordner</translation>
    </message>
    <message>
        <source>Folder for what is done</source>
        <translation>Ordner für Erledigtes</translation>
    </message>
    <message>
        <source>Choose the folder to watch.</source>
        <translation>Wählen Sie den Ordner, der überwacht wird.</translation>
    </message>
    <message>
        <source>Seconds to rest: {problem}</source>
        <translation>Ruhezeit in Sekunden: {problem}</translation>
    </message>
    <message>
        <source>For {name}. While another account is in use, the folder waits.</source>
        <translation>Für {name}. Solange ein anderes Konto aktiv ist, wartet der Ordner.</translation>
    </message>
    <message>
        <source>Each document’s type is found, and the best settings for it are used.</source>
        <translation>Die Art jedes Dokuments wird erkannt und passend eingestellt.</translation>
    </message>
    <message>
        <source>They stay where they are; what was taken is remembered.</source>
        <translation>Sie bleiben, wo sie sind; was übernommen wurde, bleibt bekannt.</translation>
    </message>
    <message>
        <source>seconds without a change</source>
        <translation>Sekunden ohne Änderung</translation>
    </message>
    <message>
        <source>{folder}, {date}, {time} and {count} are filled in</source>
        <translation>{folder}, {date}, {time} und {count} werden eingesetzt</translation>
    </message>
    <message>
        <source>Subfolders</source>
        <translation>Unterordner</translation>
    </message>
    <message>
        <source>Extract</source>
        <translation>Auslesen</translation>
    </message>
    <message>
        <source>Done files</source>
        <translation>Erledigte Dateien</translation>
    </message>
    <message>
        <source>A file rests</source>
        <translation>Ruhezeit</translation>
    </message>
    <message>
        <source>New column</source>
        <translation>Neue Spalte</translation>
    </message>
    <message numerus="yes">
        <source>These %n file(s) have different texts. What you write here takes their place.</source>
        <translation>
            <numerusform>Diese %n Datei hat einen anderen Text. Was Sie hier schreiben, tritt an seine Stelle.</numerusform>
            <numerusform>Diese %n Dateien haben verschiedene Texte. Was Sie hier schreiben, tritt an ihre Stelle.</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Columns appear as you type</source>
        <translation>Spalten erscheinen beim Tippen</translation>
    </message>
    <message>
        <source>{columns}, read from the text as you type</source>
        <translation>{columns}, beim Tippen aus dem Text gelesen</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>Name der Vorlage</translation>
    </message>
    <message>
        <source>Save, rename or delete the preset</source>
        <translation>Vorlage speichern, umbenennen oder löschen</translation>
    </message>
    <message>
        <source>No preset</source>
        <translation>Keine Vorlage</translation>
    </message>
    <message>
        <source>{name}, changed</source>
        <translation>{name}, geändert</translation>
    </message>
    <message>
        <source>Keep the changes in “{name}”</source>
        <translation>Änderungen in „{name}“ behalten</translation>
    </message>
    <message>
        <source>Save as a preset…</source>
        <translation>Als Vorlage speichern…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Delete “{name}”</source>
        <translation>„{name}“ löschen</translation>
    </message>
    <message>
        <source>Begin with it for documents like these</source>
        <translation>Bei solchen Dokumenten damit beginnen</translation>
    </message>
    <message>
        <source>No column came from {words}</source>
        <translation>Keine Spalte wurde aus {words}</translation>
    </message>
    <message>
        <source>Not understood, so no column: {words}</source>
        <translation>Nicht verstanden, daher keine Spalte: {words}</translation>
    </message>
    <message>
        <source>One text for all files</source>
        <translation>Ein Text für alle Dateien</translation>
    </message>
    <message>
        <source>One text for each file</source>
        <translation>Ein Text für jede Datei</translation>
    </message>
    <message>
        <source>No text: each document’s type is found</source>
        <translation>Ohne Text: Die Art wird erkannt</translation>
    </message>
    <message>
        <source>Prompt strategy</source>
        <translation>Vorgehen bei Anweisungen</translation>
    </message>
    <message>
        <source>What to read from every file</source>
        <translation>Was aus jeder Datei gelesen wird</translation>
    </message>
    <message>
        <source>Files and their texts</source>
        <translation>Dateien und ihre Texte</translation>
    </message>
    <message>
        <source>Copy to all</source>
        <translation>Für alle übernehmen</translation>
    </message>
    <message>
        <source>Copy to the empty</source>
        <translation>Für die leeren übernehmen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Show all files</source>
        <translation>Alle Dateien zeigen</translation>
    </message>
    <message numerus="yes">
        <source>Search %n file(s)</source>
        <translation>
            <numerusform>%n Datei durchsuchen</numerusform>
            <numerusform>%n Dateien durchsuchen</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy to the {count} empty</source>
        <translation>Für die {count} leeren</translation>
    </message>
    <message>
        <source>No file is called “{words}”.</source>
        <translation>Keine Datei heißt „{words}“.</translation>
    </message>
    <message>
        <source>No such files.</source>
        <translation>Keine solchen Dateien.</translation>
    </message>
    <message>
        <source>Copy this text to all files?</source>
        <translation>Diesen Text für alle Dateien übernehmen?</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) have another text, which is overwritten.</source>
        <translation>
            <numerusform>%n Datei hat einen anderen Text, der überschrieben wird.</numerusform>
            <numerusform>%n Dateien haben einen anderen Text, der überschrieben wird.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ctrl+↑ Ctrl+↓ other file</source>
        <translation>Strg+↑ Strg+↓ andere Datei</translation>
    </message>
    <message>
        <source>One text for them</source>
        <translation>Ein Text für diese</translation>
    </message>
    <message>
        <source>The type of each document is found, and the best settings applied</source>
        <translation>Die Art jedes Dokuments wird erkannt und passend eingestellt</translation>
    </message>
    <message>
        <source>Invoices, receipts, purchase orders, bank statements, contracts and forms each have their own columns. A document of another kind gets every label and value that stands on it. You can change what was read in the review, and write a prompt for the next batch.</source>
        <translation>Rechnungen, Quittungen, Bestellungen, Kontoauszüge, Verträge und Formulare haben je eigene Spalten. Ein Dokument anderer Art erhält jede Beschriftung mit ihrem Wert. Beim Prüfen können Sie ändern, was gelesen wurde, und für den nächsten Stapel eine Anweisung schreiben.</translation>
    </message>
    <message>
        <source>With text</source>
        <translation>Mit Text</translation>
    </message>
    <message>
        <source>Show {name} in the list</source>
        <translation>{name} in der Liste zeigen</translation>
    </message>
    <message>
        <source>Batch name</source>
        <translation>Name des Stapels</translation>
    </message>
    <message>
        <source>Estimated time</source>
        <translation>Geschätzte Zeit</translation>
    </message>
    <message>
        <source>Once submitted, this batch is processed according to your plan. You get a notification when it is done.</source>
        <translation>Der Stapel wird gemäß Ihrem Tarif verarbeitet. Eine Mitteilung sagt, wenn er fertig ist.</translation>
    </message>
    <message>
        <source>Change plan</source>
        <translation>Tarif wechseln</translation>
    </message>
    <message>
        <source>The draft cannot be read</source>
        <translation>Der Entwurf kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Submit batch</source>
        <translation>Stapel abschicken</translation>
    </message>
    <message>
        <source>Remove all rejected</source>
        <translation>Alle abgelehnten entfernen</translation>
    </message>
    <message>
        <source>Include all anyway</source>
        <translation>Alle trotzdem aufnehmen</translation>
    </message>
    <message>
        <source>Take all files that repeat another one</source>
        <translation>Alle Dateien aufnehmen, die eine andere wiederholen</translation>
    </message>
    <message>
        <source>Show first</source>
        <translation>Erste zeigen</translation>
    </message>
    <message>
        <source>Saved as “{name}”</source>
        <translation>Gespeichert als „{name}“</translation>
    </message>
    <message>
        <source>Save this prompt as</source>
        <translation>Anweisung speichern als</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Replace “{name}”?</source>
        <translation>„{name}“ ersetzen?</translation>
    </message>
    <message>
        <source>A prompt of that name is saved already. Its text would be this one then.</source>
        <translation>Eine Anweisung dieses Namens ist schon gespeichert. Ihr Text wäre dann dieser.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Rename this prompt</source>
        <translation>Anweisung umbenennen</translation>
    </message>
    <message>
        <source>Deleted “{name}”</source>
        <translation>„{name}“ gelöscht</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) and what you typed are forgotten.</source>
        <translation>
            <numerusform>%n Datei und was Sie geschrieben haben, wird vergessen.</numerusform>
            <numerusform>%n Dateien und was Sie geschrieben haben, werden vergessen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Start over?</source>
        <translation>Neu beginnen?</translation>
    </message>
    <message>
        <source>The files themselves stay where they are.</source>
        <translation>Die Dateien selbst bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Draft not saved: {reason}</source>
        <translation>Entwurf nicht gespeichert: {reason}</translation>
    </message>
    <message>
        <source>Draft saved {time}</source>
        <translation>Entwurf gespeichert {time}</translation>
    </message>
    <message>
        <source>Submit when online</source>
        <translation>Abschicken, sobald online</translation>
    </message>
    <message>
        <source>Submit when signed in</source>
        <translation>Abschicken, sobald angemeldet</translation>
    </message>
    <message>
        <source>Submitting…</source>
        <translation>Wird abgeschickt…</translation>
    </message>
    <message>
        <source>Add one file to go on</source>
        <translation>Fügen Sie eine Datei hinzu, um weiterzumachen</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) still being checked</source>
        <translation>
            <numerusform>%n Datei wird noch geprüft</numerusform>
            <numerusform>%n Dateien werden noch geprüft</numerusform>
        </translation>
    </message>
    <message>
        <source>No valid file yet. Each row says why; add another one.</source>
        <translation>Noch keine gültige Datei. In jeder Zeile steht, warum; fügen Sie eine andere hinzu.</translation>
    </message>
    <message>
        <source>Write a prompt to go on</source>
        <translation>Schreiben Sie eine Anweisung, um weiterzumachen</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) too few are left this month</source>
        <translation>
            <numerusform>Diesen Monat fehlt %n Seite</numerusform>
            <numerusform>Diesen Monat fehlen %n Seiten</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading goes on while you write the prompt</source>
        <translation>Das Lesen geht weiter, während Sie die Anweisung schreiben</translation>
    </message>
    <message numerus="yes">
        <source>Up to %n file(s) in a batch</source>
        <translation>
            <numerusform>Bis zu %n Datei in einem Stapel</numerusform>
            <numerusform>Bis zu %n Dateien in einem Stapel</numerusform>
        </translation>
    </message>
    <message>
        <source>The batch goes when the network is back</source>
        <translation>Der Stapel wird gesendet, wenn das Netzwerk wieder da ist</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) removed</source>
        <translation>
            <numerusform>%n Datei entfernt</numerusform>
            <numerusform>%n Dateien entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no file in “{name}”.</source>
        <translation>In „{name}“ ist keine Datei.</translation>
    </message>
    <message numerus="yes">
        <source>There is no file in %n of the folder(s).</source>
        <translation>
            <numerusform>In %n der Ordner ist keine Datei.</numerusform>
            <numerusform>In %n der Ordner ist keine Datei.</numerusform>
        </translation>
    </message>
    <message>
        <source>{plan} plan</source>
        <translation>Tarif {plan}</translation>
    </message>
    <message>
        <source>No pages left until {day}</source>
        <translation>Keine Seiten übrig bis {day}</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) left until {day}</source>
        <translation>
            <numerusform>Noch %n Seite bis {day}</numerusform>
            <numerusform>Noch %n Seiten bis {day}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) have no prompt: {names}</source>
        <translation>
            <numerusform>%n Datei hat keine Anweisung: {names}</numerusform>
            <numerusform>%n Dateien haben keine Anweisung: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) have no prompt: {names} and {more} more</source>
        <translation>
            <numerusform>%n Datei hat keine Anweisung: {names} und {more} weitere</numerusform>
            <numerusform>%n Dateien haben keine Anweisung: {names} und {more} weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove files</source>
        <translation>Dateien entfernen</translation>
    </message>
    <message>
        <source>Prompt details</source>
        <translation>Anweisung im Einzelnen</translation>
    </message>
    <message>
        <source>{files} in {folders}</source>
        <translation>{files}, {folders}</translation>
    </message>
    <message numerus="yes">
        <source>%n rejected one(s) left out</source>
        <translation>
            <numerusform>%n abgelehnte weggelassen</numerusform>
            <numerusform>%n abgelehnte weggelassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still being read</source>
        <translation>
            <numerusform>%n wird noch gelesen</numerusform>
            <numerusform>%n werden noch gelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>Estimate after your first batch</source>
        <translation>Schätzung nach Ihrem ersten Stapel</translation>
    </message>
    <message numerus="yes">
        <source>From your last %n batch(es)</source>
        <translation>
            <numerusform>Aus Ihrem letzten Stapel</numerusform>
            <numerusform>Aus Ihren letzten %n Stapeln</numerusform>
        </translation>
    </message>
    <message>
        <source>No limit on this computer</source>
        <translation>Keine Grenze auf diesem Computer</translation>
    </message>
    <message numerus="yes">
        <source>%n too few</source>
        <translation>
            <numerusform>%n zu wenig</numerusform>
            <numerusform>%n zu wenig</numerusform>
        </translation>
    </message>
    <message>
        <source>{left} left now, {after} after</source>
        <translation>jetzt {left} übrig, danach {after}</translation>
    </message>
    <message>
        <source>One text</source>
        <translation>Ein Text</translation>
    </message>
    <message>
        <source>{texts} for {files}</source>
        <translation>{texts} für {files}</translation>
    </message>
    <message numerus="yes">
        <source>%n text(s)</source>
        <translation>
            <numerusform>%n Text</numerusform>
            <numerusform>%n Texte</numerusform>
        </translation>
    </message>
    <message>
        <source>Each document’s type is found</source>
        <translation>Die Art jedes Dokuments wird erkannt</translation>
    </message>
    <message>
        <source>{texts} written, {copied} copied. Each file is read by its own.</source>
        <translation>{texts} geschrieben, {copied} übernommen. Jede Datei wird nach ihrem eigenen gelesen.</translation>
    </message>
    <message>
        <source>Each document’s type is found and the best settings are applied.</source>
        <translation>Die Art jedes Dokuments wird erkannt und passend eingestellt.</translation>
    </message>
    <message>
        <source>Optional. Shown wherever the batch is.</source>
        <translation>Freiwillig. Steht überall, wo der Stapel steht.</translation>
    </message>
    <message>
        <source>Files of the batch</source>
        <translation>Dateien des Stapels</translation>
    </message>
    <message>
        <source>Under a minute</source>
        <translation>Unter einer Minute</translation>
    </message>
    <message>
        <source>About {count} min</source>
        <translation>Etwa {count} Min.</translation>
    </message>
    <message>
        <source>About {count} h</source>
        <translation>Etwa {count} Std.</translation>
    </message>
    <message>
        <source>What reads this batch</source>
        <translation>Wer diesen Stapel liest</translation>
    </message>
    <message>
        <source>Whose model reads this batch</source>
        <translation>Wessen Modell diesen Stapel liest</translation>
    </message>
    <message>
        <source>As chosen in Settings, under Reading.</source>
        <translation>Wie in den Einstellungen unter Auslesen gewählt.</translation>
    </message>
    <message>
        <source>Read by</source>
        <translation>Gelesen von</translation>
    </message>
    <message>
        <source>The service’s model</source>
        <translation>Das Modell des Dienstes</translation>
    </message>
    <message>
        <source>Add a key in Settings, under Reading, to use one.</source>
        <translation>Fügen Sie unter Einstellungen, Auslesen einen Schlüssel hinzu, um eines zu verwenden.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weitermachen</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>Neu beginnen</translation>
    </message>
    <message numerus="yes">
        <source>Go on with %n file(s) from {time}?</source>
        <translation>
            <numerusform>Mit %n Datei von {time} weitermachen?</numerusform>
            <numerusform>Mit %n Dateien von {time} weitermachen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on with the prompt from {time}?</source>
        <translation>Mit der Anweisung von {time} weitermachen?</translation>
    </message>
    <message>
        <source>The plan is not known yet</source>
        <translation>Der Tarif ist noch nicht bekannt</translation>
    </message>
    <message>
        <source>Upgrade required</source>
        <translation>Höherer Tarif nötig</translation>
    </message>
    <message>
        <source>Upgraded a moment ago?</source>
        <translation>Gerade gewechselt?</translation>
    </message>
    <message>
        <source>See plans</source>
        <translation>Tarife ansehen</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Ask the service for your plan again</source>
        <translation>Den Dienst erneut nach Ihrem Tarif fragen</translation>
    </message>
    <message>
        <source>The subscription of {account} is past due.</source>
        <translation>Die Zahlung für das Abonnement von {account} ist offen.</translation>
    </message>
    <message>
        <source>Batches are not part of the {plan} plan that {account} is on.</source>
        <translation>Stapel gehören nicht zum Tarif {plan}, den {account} hat.</translation>
    </message>
    <message numerus="yes">
        <source>Your draft of %n file(s) is kept.</source>
        <translation>
            <numerusform>Ihr Entwurf mit %n Datei bleibt.</numerusform>
            <numerusform>Ihr Entwurf mit %n Dateien bleibt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Opens the billing page in your browser</source>
        <translation>Öffnet die Abrechnungsseite in Ihrem Browser</translation>
    </message>
    <message>
        <source>Needs a network: you are offline</source>
        <translation>Braucht ein Netzwerk: Sie sind offline</translation>
    </message>
    <message>
        <source>Nothing changed yet, as of {time}.</source>
        <translation>Noch nichts geändert, Stand {time}.</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Upgrade your plan</source>
        <translation>Tarif erweitern</translation>
    </message>
    <message>
        <source>Keep working with the hosted service.</source>
        <translation>Arbeiten Sie weiter mit dem gehosteten Dienst.</translation>
    </message>
    <message numerus="yes">
        <source>Plus: up to %n file(s) in a batch</source>
        <translation>
            <numerusform>Plus: bis zu %n Datei je Stapel</numerusform>
            <numerusform>Plus: bis zu %n Dateien je Stapel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Growth: up to %n file(s) in a batch</source>
        <translation>
            <numerusform>Growth: bis zu %n Datei je Stapel</numerusform>
            <numerusform>Growth: bis zu %n Dateien je Stapel</numerusform>
        </translation>
    </message>
    <message>
        <source>More pages every month</source>
        <translation>Mehr Seiten jeden Monat</translation>
    </message>
    <message>
        <source>Batches run here, at no cost.</source>
        <translation>Stapel laufen hier, ohne Kosten.</translation>
    </message>
    <message>
        <source>Any number of pages</source>
        <translation>Beliebig viele Seiten</translation>
    </message>
    <message>
        <source>Your hosted account stays signed in</source>
        <translation>Ihr gehostetes Konto bleibt angemeldet</translation>
    </message>
    <message>
        <source>You can switch back at any time</source>
        <translation>Sie können jederzeit zurückwechseln</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>IngestIO</source>
        <translation>IngestIO</translation>
    </message>
    <message>
        <source>Asked for at the first export</source>
        <translation>Wird beim ersten Export gefragt</translation>
    </message>
    <message>
        <source>Show the folder of exports</source>
        <translation>Ordner der Exporte zeigen</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen suchen</translation>
    </message>
    <message>
        <source>Keep running when the window is closed</source>
        <translation>Weiterlaufen, wenn das Fenster geschlossen ist</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>keine Taste</translation>
    </message>
    <message>
        <source>{action}: {key}</source>
        <translation>{action}: {key}</translation>
    </message>
    <message>
        <source>Change the key of “{action}” (Enter)</source>
        <translation>Die Taste von „{action}“ ändern (Eingabe)</translation>
    </message>
    <message>
        <source>Press them with a number…</source>
        <translation>Mit einer Ziffer drücken…</translation>
    </message>
    <message>
        <source>Press the new keys…</source>
        <translation>Neue Tasten drücken…</translation>
    </message>
    <message>
        <source>No key for “{action}”</source>
        <translation>Keine Taste für „{action}“</translation>
    </message>
    <message>
        <source>Reset the key of “{action}”</source>
        <translation>Die Taste von „{action}“ zurücksetzen</translation>
    </message>
    <message>
        <source>Swap keys</source>
        <translation>Tasten tauschen</translation>
    </message>
    <message>
        <source>This writes a letter on your keyboard. Choose another one.</source>
        <translation>Das schreibt auf Ihrer Tastatur ein Zeichen. Wählen Sie eine andere Taste.</translation>
    </message>
    <message>
        <source>“{action}”</source>
        <translation>„{action}“</translation>
    </message>
    <message>
        <source>{actions} has these keys already.</source>
        <translation>{actions} hat diese Tasten schon.</translation>
    </message>
    <message>
        <source>Take them</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>{actions} then has no keys.</source>
        <translation>{actions} hat dann keine Tasten.</translation>
    </message>
    <message>
        <source>Find an action or key</source>
        <translation>Aktion oder Taste suchen</translation>
    </message>
    <message>
        <source>Show all keys</source>
        <translation>Alle Tasten zeigen</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Press the keys of an action, or Enter on them, and then the new ones.</source>
        <translation>Klicken Sie auf die Tasten einer Aktion oder drücken Sie dort die Eingabetaste, und drücken Sie dann die neuen.</translation>
    </message>
    <message>
        <source>No action has these words or keys.</source>
        <translation>Keine Aktion hat diese Wörter oder Tasten.</translation>
    </message>
    <message>
        <source>No key was changed</source>
        <translation>Keine Taste wurde geändert</translation>
    </message>
    <message>
        <source>Uploads and watched folders go on; the window is behind the icon of IngestIO in the bar.</source>
        <translation>Hochladen und überwachte Ordner laufen weiter; das Fenster liegt hinter dem Symbol von IngestIO in der Leiste.</translation>
    </message>
    <message>
        <source>This desktop shows no icons of programs, so closing the window ends IngestIO.</source>
        <translation>Dieser Desktop zeigt keine Programmsymbole, daher beendet das Schließen des Fensters IngestIO.</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Light, dark, or as the system says. Changes at once.</source>
        <translation>Hell, dunkel oder wie das System. Gilt sofort.</translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation>Reduziert</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Voll</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Reduced: nothing turns or slides, numbers alone tell how far things are. Changes at once.</source>
        <translation>Reduziert: Nichts dreht oder gleitet, nur Zahlen sagen, wie weit es ist. Gilt sofort.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>Jetzt neu starten</translation>
    </message>
    <message>
        <source>Numbers and dates follow it. It counts from the next start on.</source>
        <translation>Zahlen und Daten richten sich danach. Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Choose the folder for exports</source>
        <translation>Ordner für Exporte wählen</translation>
    </message>
    <message>
        <source>Tell on the desktop when a batch ends</source>
        <translation>Auf dem Desktop melden, wenn ein Stapel fertig ist</translation>
    </message>
    <message>
        <source>While you work in another program. The window tells it in any case.</source>
        <translation>Während Sie in einem anderen Programm arbeiten. Das Fenster meldet es in jedem Fall.</translation>
    </message>
    <message>
        <source>Show the folder of data</source>
        <translation>Ordner der Daten zeigen</translation>
    </message>
    <message>
        <source>Send anonymous counts</source>
        <translation>Anonyme Zählungen senden</translation>
    </message>
    <message>
        <source>Show what would be sent</source>
        <translation>Zeigen, was gesendet würde</translation>
    </message>
    <message>
        <source>How many batches and documents there are, once a day. Never names, contents, or who you are.</source>
        <translation>Wie viele Stapel und Dokumente es gibt, einmal am Tag. Nie Namen, Inhalte oder wer Sie sind.</translation>
    </message>
    <message>
        <source>This copy has no address for them, so nothing is sent either way.</source>
        <translation>Diese Kopie hat keine Adresse dafür, es wird also so oder so nichts gesendet.</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>Show the folder of logs</source>
        <translation>Ordner der Protokolle zeigen</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokolle</translation>
    </message>
    <message>
        <source>Copy last errors</source>
        <translation>Letzte Fehler kopieren</translation>
    </message>
    <message>
        <source>Save a report…</source>
        <translation>Bericht speichern…</translation>
    </message>
    <message>
        <source>When something went wrong</source>
        <translation>Wenn etwas schiefging</translation>
    </message>
    <message>
        <source>What the logs say, without contents of documents, names, addresses or secrets.</source>
        <translation>Was die Protokolle sagen, ohne Inhalte von Dokumenten, Namen, Adressen oder Geheimnisse.</translation>
    </message>
    <message>
        <source>The log holds no errors.</source>
        <translation>Das Protokoll enthält keine Fehler.</translation>
    </message>
    <message>
        <source>Copied. Paste it where you ask for help.</source>
        <translation>Kopiert. Fügen Sie es ein, wo Sie um Hilfe bitten.</translation>
    </message>
    <message>
        <source>Save a report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>Gespeichert als {path}</translation>
    </message>
    <message>
        <source>Address of the service</source>
        <translation>Adresse des Dienstes</translation>
    </message>
    <message>
        <source>Where you sign in. It counts from the next sign-in on.</source>
        <translation>Wo Sie sich anmelden. Gilt ab der nächsten Anmeldung.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>The way to the network, from the next request on. On this computer, providers of models are asked without it.</source>
        <translation>Der Weg ins Netzwerk, ab der nächsten Anfrage. Auf diesem Computer werden Anbieter von Modellen ohne ihn gefragt.</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>Adresse des Proxys</translation>
    </message>
    <message>
        <source>Name at the proxy</source>
        <translation>Name beim Proxy</translation>
    </message>
    <message>
        <source>Keep password</source>
        <translation>Passwort behalten</translation>
    </message>
    <message>
        <source>Kept; type another one to change it</source>
        <translation>Gespeichert; zum Ändern ein anderes eingeben</translation>
    </message>
    <message>
        <source>There is no keyring here, so the password is known until IngestIO is closed.</source>
        <translation>Hier gibt es keinen Schlüsselbund, daher gilt das Passwort, bis IngestIO geschlossen wird.</translation>
    </message>
    <message>
        <source>The password is in the keyring.</source>
        <translation>Das Passwort liegt im Schlüsselbund.</translation>
    </message>
    <message>
        <source>Password at the proxy</source>
        <translation>Passwort beim Proxy</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Kilobytes a second</source>
        <translation>Kilobyte pro Sekunde</translation>
    </message>
    <message>
        <source>kB/s</source>
        <translation>kB/s</translation>
    </message>
    <message>
        <source>Limit the speed of uploads</source>
        <translation>Tempo beim Hochladen begrenzen</translation>
    </message>
    <message>
        <source>For all uploads together. It counts at once, also for files that are on their way.</source>
        <translation>Für alles Hochladen zusammen. Gilt sofort, auch für Dateien unterwegs.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Account: {name}, {detail}</source>
        <translation>Konto: {name}, {detail}</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>find anything</source>
        <translation>alles finden</translation>
    </message>
    <message>
        <source>{name} (Space)</source>
        <translation>{name} (Leertaste)</translation>
    </message>
    <message>
        <source>Write a number from {low} to {high}.</source>
        <translation>Schreiben Sie eine Zahl von {low} bis {high}.</translation>
    </message>
    <message>
        <source>This is too long. Shorten it.</source>
        <translation>Das ist zu lang. Kürzen Sie es.</translation>
    </message>
    <message>
        <source>This can’t be taken. Change it.</source>
        <translation>Das geht so nicht. Ändern Sie es.</translation>
    </message>
    <message>
        <source>This folder is watched already.</source>
        <translation>Dieser Ordner wird schon überwacht.</translation>
    </message>
    <message>
        <source>Files of another watched folder are moved here. Choose another folder.</source>
        <translation>Dateien eines anderen überwachten Ordners werden hierher verschoben. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The folder for what is done is watched itself. Choose another one.</source>
        <translation>Der Ordner für Erledigtes wird selbst überwacht. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Watch folders</source>
        <translation>Ordner überwachen</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>Ordner überwachen…</translation>
    </message>
    <message>
        <source>Files count once they rest, and become a batch by themselves. What was taken is remembered, so nothing is made twice.</source>
        <translation>Dateien zählen, sobald sie ruhen, und werden von selbst zu einem Stapel. Was übernommen wurde, bleibt bekannt, sodass nichts doppelt entsteht.</translation>
    </message>
    <message>
        <source>No folder is watched.</source>
        <translation>Kein Ordner wird überwacht.</translation>
    </message>
    <message>
        <source>Stop watching “{name}”?</source>
        <translation>„{name}“ nicht mehr überwachen?</translation>
    </message>
    <message>
        <source>Its files and the batches that were made of them stay. You can watch it again at any time.</source>
        <translation>Seine Dateien und die daraus entstandenen Stapel bleiben. Sie können ihn jederzeit wieder überwachen.</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>Nicht mehr überwachen</translation>
    </message>
    <message>
        <source>Watch {name}</source>
        <translation>{name} überwachen</translation>
    </message>
    <message>
        <source>Stop watching…</source>
        <translation>Nicht mehr überwachen…</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Open the last batch</source>
        <translation>Letzten Stapel öffnen</translation>
    </message>
    <message>
        <source>{action}: {name}</source>
        <translation>{action}: {name}</translation>
    </message>
    <message>
        <source>Type and columns are found by themselves</source>
        <translation>Art und Spalten werden erkannt</translation>
    </message>
    <message>
        <source>done files are moved</source>
        <translation>erledigte Dateien werden verschoben</translation>
    </message>
    <message>
        <source>done files are left</source>
        <translation>erledigte Dateien bleiben liegen</translation>
    </message>
    <message>
        <source>Have {account} take its files</source>
        <translation>{account} nimmt dann die Dateien</translation>
    </message>
    <message>
        <source>Megabytes for copies</source>
        <translation>Megabyte für Kopien</translation>
    </message>
    <message>
        <source>Copies of the service’s files</source>
        <translation>Kopien der Dateien des Dienstes</translation>
    </message>
    <message>
        <source>Pages that you look at are kept here. What was not used for longest goes first.</source>
        <translation>Seiten, die Sie ansehen, bleiben hier. Was am längsten nicht gebraucht wurde, geht zuerst.</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>Clear now</source>
        <translation>Jetzt leeren</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>Clear the copies</source>
        <translation>Kopien leeren</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), {size} of {limit}</source>
        <translation>
            <numerusform>%n Datei, {size} von {limit}</numerusform>
            <numerusform>%n Dateien, {size} von {limit}</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} stay: open, not sent yet, or wanted here</source>
        <translation>{size} bleiben: offen, noch nicht gesendet oder hier gewünscht</translation>
    </message>
    <message>
        <source>Open IngestIO</source>
        <translation>IngestIO öffnen</translation>
    </message>
    <message>
        <source>Pause uploads</source>
        <translation>Hochladen anhalten</translation>
    </message>
    <message>
        <source>Resume uploads</source>
        <translation>Hochladen fortsetzen</translation>
    </message>
    <message numerus="yes">
        <source>Pause uploads (%n file(s))</source>
        <translation>
            <numerusform>Hochladen anhalten (%n Datei)</numerusform>
            <numerusform>Hochladen anhalten (%n Dateien)</numerusform>
        </translation>
    </message>
    <message>
        <source>IngestIO goes on in the tray: uploads and watched folders do not wait for the window.</source>
        <translation>IngestIO läuft in der Leiste weiter: Hochladen und überwachte Ordner warten nicht auf das Fenster.</translation>
    </message>
    <message>
        <source>Changes that wait</source>
        <translation>Wartende Änderungen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Gemacht</translation>
    </message>
    <message numerus="yes">
        <source>%n more change(s) wait</source>
        <translation>
            <numerusform>%n weitere Änderung wartet</numerusform>
            <numerusform>%n weitere Änderungen warten</numerusform>
        </translation>
    </message>
    <message>
        <source>{action}?</source>
        <translation>{action}?</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>Nichts wartet</translation>
    </message>
    <message>
        <source>All that you did is with the service.</source>
        <translation>Alles, was Sie getan haben, ist beim Dienst.</translation>
    </message>
    <message>
        <source>Other accounts…</source>
        <translation>Andere Konten…</translation>
    </message>
    <message>
        <source>“{text}” is no currency. Type its code or sign, like EUR or €.</source>
        <translation>„{text}“ ist keine Währung. Schreiben Sie ihr Kürzel oder Zeichen, wie EUR oder €.</translation>
    </message>
    <message>
        <source>“{text}” has no day. Type one before the month, like 1.</source>
        <translation>„{text}“ hat keinen Tag. Schreiben Sie einen vor den Monat, wie 1.</translation>
    </message>
    <message>
        <source>“{text}” has no whole year. Type it in two or four figures.</source>
        <translation>„{text}“ hat kein ganzes Jahr. Schreiben Sie es mit zwei oder vier Ziffern.</translation>
    </message>
    <message>
        <source>“{text}” is no day of the calendar: months go from 1 to 12.</source>
        <translation>„{text}“ ist kein Tag des Kalenders: Monate gehen von 1 bis 12.</translation>
    </message>
    <message>
        <source>“{text}” is no day of the calendar: type the year like 2024.</source>
        <translation>„{text}“ ist kein Tag des Kalenders: Schreiben Sie das Jahr wie 2024.</translation>
    </message>
    <message>
        <source>“{text}” is no day of the calendar: {month} {year} has days 1 to {last}.</source>
        <translation>„{text}“ ist kein Tag des Kalenders: Der {month} {year} hat die Tage 1 bis {last}.</translation>
    </message>
    <message>
        <source>“{text}” is no date. Type it like {example}.</source>
        <translation>„{text}“ ist kein Datum. Schreiben Sie es wie {example}.</translation>
    </message>
    <message>
        <source>“{text}” has too many digits: 38 are the most.</source>
        <translation>„{text}“ hat zu viele Ziffern: 38 sind das Höchste.</translation>
    </message>
    <message>
        <source>“{text}” is no number. Type it like {example}.</source>
        <translation>„{text}“ ist keine Zahl. Schreiben Sie sie wie {example}.</translation>
    </message>
    <message>
        <source>“{text}” is no time of day. Type it like 14:30.</source>
        <translation>„{text}“ ist keine Uhrzeit. Schreiben Sie sie wie 14:30.</translation>
    </message>
    <message>
        <source>This key moves the focus or closes what is open. Choose another one.</source>
        <translation>Diese Taste bewegt den Fokus oder schließt, was offen ist. Wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>Text is copied and pasted with this key. Choose another one.</source>
        <translation>Mit dieser Taste wird Text kopiert und eingefügt. Wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>Press it with a number from 1 to 9: it is nine keys at once.</source>
        <translation>Drücken Sie sie mit einer Ziffer von 1 bis 9: Es sind neun Tasten auf einmal.</translation>
    </message>
    <message>
        <source>This key is needed for typing. Hold Ctrl or Alt with it, or choose one of F1 to F12.</source>
        <translation>Diese Taste wird zum Schreiben gebraucht. Halten Sie Strg oder Alt dazu, oder wählen Sie eine von F1 bis F12.</translation>
    </message>
    <message>
        <source>“{action}” has this key, and it can’t be changed.</source>
        <translation>„{action}“ hat diese Taste, und sie kann nicht geändert werden.</translation>
    </message>
    <message>
        <source>Own window</source>
        <translation>Eigenes Fenster</translation>
    </message>
    <message>
        <source>Tools of the page</source>
        <translation>Werkzeuge der Seite</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>More tools</source>
        <translation>Weitere Werkzeuge</translation>
    </message>
    <message>
        <source>Zoom, {percent}</source>
        <translation>Zoom, {percent}</translation>
    </message>
    <message>
        <source>Put back into this window</source>
        <translation>In dieses Fenster zurück</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Wird gesucht…</translation>
    </message>
    <message>
        <source>A red cell holds what can’t be its value. Correct it or clear it first.</source>
        <translation>In einer roten Zelle steht, was nicht ihr Wert sein kann. Berichtigen oder leeren Sie sie zuerst.</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) can’t be changed: confirmed, or not read.</source>
        <translation>
            <numerusform>%n Dokument lässt sich nicht ändern: bestätigt oder nicht gelesen.</numerusform>
            <numerusform>%n Dokumente lassen sich nicht ändern: bestätigt oder nicht gelesen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) were changed elsewhere meanwhile. Choose between both.</source>
        <translation>
            <numerusform>%n Dokument wurde inzwischen anderswo geändert. Wählen Sie zwischen beidem.</numerusform>
            <numerusform>%n Dokumente wurden inzwischen anderswo geändert. Wählen Sie zwischen beidem.</numerusform>
        </translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>without a currency</source>
        <translation>ohne Währung</translation>
    </message>
    <message>
        <source>Currencies are not added up:</source>
        <translation>Währungen werden nicht zusammengezählt:</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s)</source>
        <translation>
            <numerusform>%n Zelle</numerusform>
            <numerusform>%n Zellen</numerusform>
        </translation>
    </message>
    <message>
        <source>{count}, sum {sum}, average {average}</source>
        <translation>{count}, Summe {sum}, Mittel {average}</translation>
    </message>
    <message>
        <source>read from the file’s text</source>
        <translation>aus dem Text der Datei gelesen</translation>
    </message>
    <message>
        <source>read by OCR</source>
        <translation>mit OCR gelesen</translation>
    </message>
    <message>
        <source>read from the e-invoice’s XML</source>
        <translation>aus dem XML der E-Rechnung gelesen</translation>
    </message>
    <message>
        <source>read by a model</source>
        <translation>von einem Modell gelesen</translation>
    </message>
    <message>
        <source>On the page: “{text}”</source>
        <translation>Auf der Seite: „{text}“</translation>
    </message>
    <message>
        <source>page {number}</source>
        <translation>Seite {number}</translation>
    </message>
    <message>
        <source>{percent} sure</source>
        <translation>zu {percent} sicher</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Grid: one column a field</source>
        <translation>Tabelle: je Feld eine Spalte</translation>
    </message>
    <message>
        <source>How the documents are shown</source>
        <translation>Wie die Dokumente gezeigt werden</translation>
    </message>
    <message>
        <source>No rows</source>
        <translation>Keine Zeilen</translation>
    </message>
    <message>
        <source>Nothing would be written with these choices.</source>
        <translation>Mit dieser Auswahl würde nichts geschrieben.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) still being written</source>
        <translation>
            <numerusform>%n Datei wird noch geschrieben</numerusform>
            <numerusform>%n Dateien werden noch geschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source>Cancel and {action}</source>
        <translation>Abbrechen und {action}</translation>
    </message>
    <message>
        <source>This goes on by itself as soon as {names} is there.</source>
        <translation>Es geht von selbst weiter, sobald {names} da ist.</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Columns in their order</source>
        <translation>Spalten in ihrer Reihenfolge</translation>
    </message>
    <message>
        <source>Space shows or hides, Alt with an arrow moves</source>
        <translation>Die Leertaste blendet ein und aus, Alt mit einem Pfeil verschiebt</translation>
    </message>
    <message>
        <source>Move to the left</source>
        <translation>Nach links</translation>
    </message>
    <message>
        <source>Move to the right</source>
        <translation>Nach rechts</translation>
    </message>
    <message>
        <source>As in the plan</source>
        <translation>Wie im Plan</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Search any value</source>
        <translation>Werte durchsuchen</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>Zellen</translation>
    </message>
    <message>
        <source>Show, hide and order columns</source>
        <translation>Spalten zeigen, ausblenden und ordnen</translation>
    </message>
    <message>
        <source>All cells</source>
        <translation>Alle Zellen</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s): {state}</source>
        <translation>
            <numerusform>%n Zelle: {state}</numerusform>
            <numerusform>%n Zellen: {state}</numerusform>
        </translation>
    </message>
    <message>
        <source>Sums</source>
        <translation>Summen</translation>
    </message>
    <message>
        <source>several</source>
        <translation>mehrere</translation>
    </message>
    <message>
        <source>It was changed here and elsewhere. Compare both first.</source>
        <translation>Es wurde hier und anderswo geändert. Vergleichen Sie zuerst beides.</translation>
    </message>
    <message>
        <source>This document is confirmed. Un-confirm it to change it.</source>
        <translation>Dieses Dokument ist bestätigt. Heben Sie die Bestätigung auf, um es zu ändern.</translation>
    </message>
    <message>
        <source>This document has not been read yet.</source>
        <translation>Dieses Dokument ist noch nicht gelesen.</translation>
    </message>
    <message>
        <source>Line items are changed in the review.</source>
        <translation>Positionen ändern Sie in der Prüfung.</translation>
    </message>
    <message>
        <source>This document has no such field.</source>
        <translation>Dieses Dokument hat kein solches Feld.</translation>
    </message>
    <message numerus="yes">
        <source>%n pasted row(s) found no place below the last document.</source>
        <translation>
            <numerusform>%n eingefügte Zeile fand unter dem letzten Dokument keinen Platz.</numerusform>
            <numerusform>%n eingefügte Zeilen fanden unter dem letzten Dokument keinen Platz.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) can’t be changed and stay as they are.</source>
        <translation>
            <numerusform>%n Zelle lässt sich nicht ändern und bleibt, wie sie ist.</numerusform>
            <numerusform>%n Zellen lassen sich nicht ändern und bleiben, wie sie sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>{column}: a click sorts</source>
        <translation>{column}: ein Klick sortiert</translation>
    </message>
    <message>
        <source>No value has “{words}” in it</source>
        <translation>Kein Wert enthält „{words}“</translation>
    </message>
    <message>
        <source>No cell is like that</source>
        <translation>Keine Zelle ist so</translation>
    </message>
    <message>
        <source>The filter hides all documents.</source>
        <translation>Der Filter blendet alle Dokumente aus.</translation>
    </message>
    <message numerus="yes">
        <source>Confirm %n selected</source>
        <translation>
            <numerusform>%n ausgewähltes bestätigen</numerusform>
            <numerusform>%n ausgewählte bestätigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Confirm the selected documents</source>
        <translation>Die ausgewählten Dokumente bestätigen</translation>
    </message>
    <message numerus="yes">
        <source>Confirm %n without findings</source>
        <translation>
            <numerusform>%n ohne Befunde bestätigen</numerusform>
            <numerusform>%n ohne Befunde bestätigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Every document to review has a finding</source>
        <translation>Jedes zu prüfende Dokument hat einen Befund</translation>
    </message>
    <message>
        <source>No check failed on them</source>
        <translation>Keine Prüfung schlug bei ihnen fehl</translation>
    </message>
    <message numerus="yes">
        <source>%n of them have cells that need a look</source>
        <translation>
            <numerusform>%n davon hat Zellen, die einen Blick brauchen</numerusform>
            <numerusform>%n davon haben Zellen, die einen Blick brauchen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rules failed in %n document(s). Confirm all the same?</source>
        <translation>
            <numerusform>In %n Dokument wurden Regeln verletzt. Trotzdem bestätigen?</numerusform>
            <numerusform>In %n Dokumenten wurden Regeln verletzt. Trotzdem bestätigen?</numerusform>
        </translation>
    </message>
    <message>
        <source>{field}: not taken</source>
        <translation>{field}: nicht übernommen</translation>
    </message>
    <message>
        <source>No cell is left to check below</source>
        <translation>Darunter ist keine Zelle mehr zu prüfen</translation>
    </message>
    <message>
        <source>No cell is left to check above</source>
        <translation>Darüber ist keine Zelle mehr zu prüfen</translation>
    </message>
    <message>
        <source>The page</source>
        <translation>Die Seite</translation>
    </message>
    <message>
        <source>Close the page</source>
        <translation>Seite schließen</translation>
    </message>
    <message>
        <source>This document has no page to show.</source>
        <translation>Dieses Dokument hat keine Seite zu zeigen.</translation>
    </message>
    <message>
        <source>Documents and their values</source>
        <translation>Dokumente und ihre Werte</translation>
    </message>
    <message numerus="yes">
        <source>Sum of %n read document(s)</source>
        <translation>
            <numerusform>Summe von %n gelesenen Dokument</numerusform>
            <numerusform>Summe von %n gelesenen Dokumenten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sum of %n document(s) shown</source>
        <translation>
            <numerusform>Summe von %n gezeigten Dokument</numerusform>
            <numerusform>Summe von %n gezeigten Dokumenten</numerusform>
        </translation>
    </message>
    <message>
        <source>row {row} of {rows}</source>
        <translation>Zeile {row} von {rows}</translation>
    </message>
    <message>
        <source>Not saved yet: it is when you leave the row</source>
        <translation>Noch nicht gespeichert: das geschieht, wenn Sie die Zeile verlassen</translation>
    </message>
    <message>
        <source>Go to the field (Enter)</source>
        <translation>Zum Feld (Enter)</translation>
    </message>
    <message>
        <source>Puts {value} into {label}</source>
        <translation>Schreibt {value} in {label}</translation>
    </message>
    <message>
        <source>{key} takes it back</source>
        <translation>{key} nimmt es zurück</translation>
    </message>
    <message>
        <source>Use {value}</source>
        <translation>{value} übernehmen</translation>
    </message>
    <message>
        <source>Drag to move the row</source>
        <translation>Ziehen, um die Zeile zu verschieben</translation>
    </message>
    <message numerus="yes">
        <source>%n pasted value(s) can’t be taken and stand red.</source>
        <translation>
            <numerusform>%n eingefügter Wert kann nicht übernommen werden und steht rot da.</numerusform>
            <numerusform>%n eingefügte Werte können nicht übernommen werden und stehen rot da.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pasted column(s) found no place.</source>
        <translation>
            <numerusform>%n eingefügte Spalte hatte keinen Platz.</numerusform>
            <numerusform>%n eingefügte Spalten hatten keinen Platz.</numerusform>
        </translation>
    </message>
    <message>
        <source>Only the first {count} rows were pasted.</source>
        <translation>Nur die ersten {count} Zeilen wurden eingefügt.</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Spreadsheet (CSV)…</source>
        <translation>Tabelle (CSV)…</translation>
    </message>
    <message>
        <source>With all hashes (JSON)…</source>
        <translation>Mit allen Prüfsummen (JSON)…</translation>
    </message>
    <message>
        <source>{file} changes</source>
        <translation>{file} Änderungen</translation>
    </message>
    <message>
        <source>Save the history</source>
        <translation>Verlauf speichern</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>Gespeichert als {name}</translation>
    </message>
    <message>
        <source>Nothing was changed yet</source>
        <translation>Noch wurde nichts geändert</translation>
    </message>
    <message>
        <source>Whoever edits, confirms or extracts again is noted here, with the value before and after.</source>
        <translation>Hier steht, wer bearbeitet, bestätigt oder neu auslesen lässt, mit dem Wert davor und danach.</translation>
    </message>
    <message>
        <source>From: {value}</source>
        <translation>Vorher: {value}</translation>
    </message>
    <message>
        <source>To: {value}</source>
        <translation>Nachher: {value}</translation>
    </message>
    <message>
        <source>{who}, {when}</source>
        <translation>{who}, {when}</translation>
    </message>
    <message>
        <source>Change {number}, sealed as {hash}</source>
        <translation>Änderung {number}, versiegelt als {hash}</translation>
    </message>
    <message>
        <source>Copy file name</source>
        <translation>Dateinamen kopieren</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>Month before</source>
        <translation>Voriger Monat</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>Nächster Monat</translation>
    </message>
    <message>
        <source>Choose {day}</source>
        <translation>{day} wählen</translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation>{month} {year}</translation>
    </message>
    <message>
        <source>Arrows move by days and weeks, PgUp and PgDown by months, Enter chooses</source>
        <translation>Pfeile gehen um Tage und Wochen, Bild auf und Bild ab um Monate, Enter wählt</translation>
    </message>
    <message>
        <source>{weekday}, {day}</source>
        <translation>{weekday}, {day}</translation>
    </message>
    <message>
        <source>Not on any page</source>
        <translation>Auf keiner Seite</translation>
    </message>
    <message>
        <source>{label} on the page</source>
        <translation>{label} auf der Seite</translation>
    </message>
    <message>
        <source>Fields that are still being read</source>
        <translation>Felder, die noch gelesen werden</translation>
    </message>
    <message>
        <source>= {value}</source>
        <translation>= {value}</translation>
    </message>
    <message>
        <source>Reading the text…</source>
        <translation>Text wird gelesen…</translation>
    </message>
</context>
<context>
    <name>AccountForm</name>
    <message>
        <source>Sign out…</source>
        <translation>Abmelden…</translation>
    </message>
    <message>
        <source>Pages this month</source>
        <translation>Seiten in diesem Monat</translation>
    </message>
    <message>
        <source>Pages by month</source>
        <translation>Seiten je Monat</translation>
    </message>
    <message>
        <source>Pages a month</source>
        <translation>Seiten pro Monat</translation>
    </message>
    <message>
        <source>Files in a batch</source>
        <translation>Dateien in einem Stapel</translation>
    </message>
    <message>
        <source>Largest file</source>
        <translation>Größte Datei</translation>
    </message>
    <message>
        <source>Model engines</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Documents this month</source>
        <translation>Dokumente in diesem Monat</translation>
    </message>
    <message>
        <source>Space on this disk</source>
        <translation>Belegter Speicher</translation>
    </message>
    <message>
        <source>Free on this disk</source>
        <translation>Freier Speicher</translation>
    </message>
    <message>
        <source>Change plan</source>
        <translation>Tarif wechseln</translation>
    </message>
    <message>
        <source>Billing and invoices</source>
        <translation>Abrechnung und Rechnungen</translation>
    </message>
    <message>
        <source>Both open Stripe in your browser</source>
        <translation>Beides öffnet Stripe in Ihrem Browser</translation>
    </message>
    <message>
        <source>Accounts on this computer</source>
        <translation>Konten auf diesem Computer</translation>
    </message>
    <message>
        <source>Sign in to another…</source>
        <translation>Bei einem anderen anmelden…</translation>
    </message>
</context>
<context>
    <name>Labels</name>
    <message>
        <source>Invoice number</source>
        <translation>Rechnungsnummer</translation>
    </message>
    <message>
        <source>Invoice date</source>
        <translation>Rechnungsdatum</translation>
    </message>
    <message>
        <source>Due date</source>
        <translation>Fällig am</translation>
    </message>
    <message>
        <source>Vendor name</source>
        <translation>Lieferant</translation>
    </message>
    <message>
        <source>Vendor address</source>
        <translation>Adresse des Lieferanten</translation>
    </message>
    <message>
        <source>Vendor tax ID</source>
        <translation>USt-IdNr. Lieferant</translation>
    </message>
    <message>
        <source>Customer name</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Customer address</source>
        <translation>Adresse des Kunden</translation>
    </message>
    <message>
        <source>Purchase order</source>
        <translation>Bestellung</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Subtotal</source>
        <translation>Nettobetrag</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>Steuer</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamtbetrag</translation>
    </message>
    <message>
        <source>IBAN</source>
        <translation>IBAN</translation>
    </message>
    <message>
        <source>Line items</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Bezeichnung</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>Einzelpreis</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>Bonnummer</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Uhrzeit</translation>
    </message>
    <message>
        <source>Payment method</source>
        <translation>Zahlungsart</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Bestellnummer</translation>
    </message>
    <message>
        <source>Order date</source>
        <translation>Bestelldatum</translation>
    </message>
    <message>
        <source>Delivery date</source>
        <translation>Lieferdatum</translation>
    </message>
    <message>
        <source>Buyer name</source>
        <translation>Käufer</translation>
    </message>
    <message>
        <source>Supplier name</source>
        <translation>Lieferant</translation>
    </message>
    <message>
        <source>Delivery address</source>
        <translation>Lieferadresse</translation>
    </message>
    <message>
        <source>SKU</source>
        <translation>Artikelnummer</translation>
    </message>
    <message>
        <source>Bank name</source>
        <translation>Bank</translation>
    </message>
    <message>
        <source>Account holder</source>
        <translation>Kontoinhaber</translation>
    </message>
    <message>
        <source>Period start</source>
        <translation>Beginn des Zeitraums</translation>
    </message>
    <message>
        <source>Period end</source>
        <translation>Ende des Zeitraums</translation>
    </message>
    <message>
        <source>Opening balance</source>
        <translation>Anfangssaldo</translation>
    </message>
    <message>
        <source>Closing balance</source>
        <translation>Endsaldo</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>Buchungen</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Saldo</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Parties</source>
        <translation>Parteien</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Effective date</source>
        <translation>Vertragsbeginn</translation>
    </message>
    <message>
        <source>End date</source>
        <translation>Vertragsende</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>Laufzeit</translation>
    </message>
    <message>
        <source>Governing law</source>
        <translation>Anwendbares Recht</translation>
    </message>
    <message>
        <source>Notice period</source>
        <translation>Kündigungsfrist</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Vertragswert</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>{label} {isoformat} is before {lower} {isoformat2}</source>
        <translation>{label} {isoformat} liegt vor {lower} {isoformat2}</translation>
    </message>
    <message>
        <source>Row {number} is dated {isoformat}, outside the period {isoformat2} to {isoformat3}</source>
        <translation>Zeile {number} trägt das Datum {isoformat}, außerhalb des Zeitraums {isoformat2} bis {isoformat3}</translation>
    </message>
    <message>
        <source>Row {number} has no {lower}{reason}</source>
        <translation>Zeile {number} hat keinen Wert für {lower}{reason}</translation>
    </message>
    <message>
        <source>Row {number}: {quantity} × {unit_price} is {cent}, {lower} says {amount}</source>
        <translation>Zeile {number}: {quantity} × {unit_price} ergibt {cent}, {lower} sagt {amount}</translation>
    </message>
    <message>
        <source>{label} {start} and {lower} of {moved} make {value}, {lower2} says {end}</source>
        <translation>{label} {start} und {lower} von {moved} ergeben {value}, {lower2} sagt {end}</translation>
    </message>
    <message>
        <source>Row {number}: {before} and {amount} make {expected}, {lower} says {balance}</source>
        <translation>Zeile {number}: {before} und {amount} ergeben {expected}, {lower} sagt {balance}</translation>
    </message>
    <message>
        <source>Edited by you</source>
        <translation>Von Ihnen geändert</translation>
    </message>
    <message>
        <source>{label} was not found in the document</source>
        <translation>{label} wurde im Dokument nicht gefunden</translation>
    </message>
    <message>
        <source>Not found on the page, so it may be made up</source>
        <translation>Nicht auf der Seite gefunden, also womöglich erfunden</translation>
    </message>
    <message>
        <source>Read from the e-invoice</source>
        <translation>Aus der E-Rechnung gelesen</translation>
    </message>
    <message>
        <source>Read twice, differently: {value}</source>
        <translation>Zweimal verschieden gelesen: {value}</translation>
    </message>
    <message>
        <source>Read with doubt: “{read}”, {percent} sure; it may also be “{text}”</source>
        <translation>Mit Zweifel gelesen: „{read}“, {percent} sicher; es kann auch „{text}“ sein</translation>
    </message>
    <message>
        <source>Read from a picture with doubt: “{read}”, {percent} sure; compare each sign</source>
        <translation>Mit Zweifel aus einem Bild gelesen: „{read}“, {percent} sicher; vergleichen Sie jedes Zeichen</translation>
    </message>
    <message>
        <source>Read with doubt: “{read}”, {percent} sure; no label says clearly that it is this</source>
        <translation>Mit Zweifel gelesen: „{read}“, {percent} sicher; keine Beschriftung sagt klar, dass es das ist</translation>
    </message>
    <message>
        <source>{label} sum to {lines}, {lower} says {number}</source>
        <translation>{label} ergeben zusammen {lines}, {lower} sagt {number}</translation>
    </message>
    <message>
        <source>{label} {net} and {lower} {extra} make {value}, {lower2} says {gross}</source>
        <translation>{label} {net} und {lower} {extra} ergeben {value}, {lower2} sagt {gross}</translation>
    </message>
    <message>
        <source>The PDF has no pages</source>
        <translation>Das PDF hat keine Seiten</translation>
    </message>
    <message>
        <source>The PDF ends after {value} % of its length</source>
        <translation>Das PDF endet nach {value} % seiner Länge</translation>
    </message>
    <message>
        <source>The PDF breaks off before its end</source>
        <translation>Das PDF bricht vor seinem Ende ab</translation>
    </message>
    <message>
        <source>The PDF cannot be opened, its inner structure is broken</source>
        <translation>Das PDF lässt sich nicht öffnen, sein innerer Aufbau ist beschädigt</translation>
    </message>
    <message>
        <source>Picture too large</source>
        <translation>Bild zu groß</translation>
    </message>
    <message>
        <source>The picture has more than {value} million pixels. Save it in a smaller size.</source>
        <translation>Das Bild hat mehr als {value} Millionen Pixel. Speichern Sie es kleiner.</translation>
    </message>
    <message>
        <source>The {name} picture cannot be opened, its beginning is broken</source>
        <translation>Das {name}-Bild lässt sich nicht öffnen, sein Anfang ist beschädigt</translation>
    </message>
    <message>
        <source>The {name} picture breaks off before its end</source>
        <translation>Das {name}-Bild bricht vor seinem Ende ab</translation>
    </message>
    <message>
        <source>The {name} picture cannot be decoded</source>
        <translation>Das {name}-Bild lässt sich nicht dekodieren</translation>
    </message>
    <message>
        <source>The XML of the e-invoice is broken{line}</source>
        <translation>Das XML der E-Rechnung ist beschädigt{line}</translation>
    </message>
    <message>
        <source>Type not allowed</source>
        <translation>Dateityp nicht erlaubt</translation>
    </message>
    <message>
        <source>This is {what}. PDF, JPG and PNG files and e-invoices in XML are taken; save or print it as PDF first.</source>
        <translation>Das ist {what}. Angenommen werden PDF-, JPG- und PNG-Dateien und E-Rechnungen in XML; speichern oder drucken Sie es zuerst als PDF.</translation>
    </message>
    <message>
        <source>Damaged file</source>
        <translation>Beschädigte Datei</translation>
    </message>
    <message>
        <source>{what}. Get the file once more from where it came from.</source>
        <translation>{what}. Holen Sie die Datei noch einmal von dort, wo sie herkam.</translation>
    </message>
    <message>
        <source>The PDF opens only with a password. Open it, save a copy without the password and add the copy.</source>
        <translation>Das PDF öffnet sich nur mit einem Passwort. Öffnen Sie es, speichern Sie eine Kopie ohne Passwort und fügen Sie die Kopie hinzu.</translation>
    </message>
    <message>
        <source>The picture has {width} × {height} pixels; up to {value} million in all are taken. Save it in a smaller size.</source>
        <translation>Das Bild hat {width} × {height} Pixel; angenommen werden bis zu {value} Millionen. Speichern Sie es kleiner.</translation>
    </message>
    <message>
        <source>The value does not fit here</source>
        <translation>Der Wert passt hier nicht</translation>
    </message>
    <message>
        <source>“{pointer}” takes a text or a number; a table takes rows of them. Check the value and try again.</source>
        <translation>„{pointer}“ nimmt einen Text oder eine Zahl, eine Tabelle nimmt Zeilen davon. Prüfen Sie den Wert und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>There is no such field</source>
        <translation>Dieses Feld gibt es nicht</translation>
    </message>
    <message>
        <source>“{pointer}” is no field, row or cell of this document. Reload the document and try again.</source>
        <translation>„{pointer}“ ist kein Feld, keine Zeile und keine Zelle dieses Dokuments. Laden Sie das Dokument neu und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Characters do not fit</source>
        <translation>Zeichen passen nicht</translation>
    </message>
    <message>
        <source>“{odd}” cannot be written in {encoding}. Choose UTF-8 and export again.</source>
        <translation>„{odd}“ lässt sich in {encoding} nicht schreiben. Wählen Sie UTF-8 und exportieren Sie erneut.</translation>
    </message>
    <message>
        <source>Delimiter not usable</source>
        <translation>Trennzeichen nicht verwendbar</translation>
    </message>
    <message>
        <source>Choose a comma, a semicolon or a tab between the columns, and a point or comma in numbers.</source>
        <translation>Wählen Sie Komma, Semikolon oder Tabulator zwischen den Spalten und Punkt oder Komma in Zahlen.</translation>
    </message>
    <message>
        <source>Encoding not known</source>
        <translation>Kodierung unbekannt</translation>
    </message>
    <message>
        <source>“{encoding}” is no encoding that is known here. Choose UTF-8.</source>
        <translation>„{encoding}“ ist keine hier bekannte Kodierung. Wählen Sie UTF-8.</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
    <message>
        <source>Too much for one sheet</source>
        <translation>Zu viel für ein Blatt</translation>
    </message>
    <message>
        <source>Table Style Light 1</source>
        <translation>Table Style Light 1</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>Nicht bestätigt</translation>
    </message>
    <message>
        <source>Nothing was added to “{name}”: column {column} of “{name2}” is needed for the documents&apos; ids, and it is in use. Insert an empty column there, or export into a new file.</source>
        <translation>Zu „{name}“ wurde nichts hinzugefügt: Spalte {column} von „{name2}“ wird für die Kennungen der Dokumente gebraucht und ist belegt. Fügen Sie dort eine leere Spalte ein, oder exportieren Sie in eine neue Datei.</translation>
    </message>
    <message>
        <source>Export cancelled</source>
        <translation>Export abgebrochen</translation>
    </message>
    <message>
        <source>The export was cancelled; no file was written.</source>
        <translation>Der Export wurde abgebrochen; es wurde keine Datei geschrieben.</translation>
    </message>
    <message>
        <source>Disk is full</source>
        <translation>Datenträger ist voll</translation>
    </message>
    <message>
        <source>“{name}” could not be written because the disk is full. Make room or choose another folder, then export again.</source>
        <translation>„{name}“ konnte nicht geschrieben werden, weil der Datenträger voll ist. Schaffen Sie Platz oder wählen Sie einen anderen Ordner und exportieren Sie erneut.</translation>
    </message>
    <message>
        <source>File cannot be replaced</source>
        <translation>Datei kann nicht ersetzt werden</translation>
    </message>
    <message>
        <source>“{name}” is open in another program, or its folder may not be written to. Close the file or choose another folder, then export again.</source>
        <translation>„{name}“ ist in einem anderen Programm geöffnet, oder in den Ordner darf nicht geschrieben werden. Schließen Sie die Datei oder wählen Sie einen anderen Ordner und exportieren Sie erneut.</translation>
    </message>
    <message>
        <source>Export was not written</source>
        <translation>Export wurde nicht geschrieben</translation>
    </message>
    <message>
        <source>“{name}” could not be written ({value}). Choose another folder.</source>
        <translation>„{name}“ konnte nicht geschrieben werden ({value}). Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Tax rate</source>
        <translation>Steuersatz</translation>
    </message>
    <message>
        <source>Vendor tax ID</source>
        <translation>USt-IdNr. Lieferant</translation>
    </message>
    <message>
        <source>Customer tax ID</source>
        <translation>USt-IdNr. des Kunden</translation>
    </message>
    <message>
        <source>Not a file</source>
        <translation>Keine Datei</translation>
    </message>
    <message>
        <source>“{name}” is a folder or a device, not a file. Choose the files in it.</source>
        <translation>„{name}“ ist ein Ordner oder Gerät, keine Datei. Wählen Sie die Dateien darin.</translation>
    </message>
    <message>
        <source>Empty file</source>
        <translation>Leere Datei</translation>
    </message>
    <message>
        <source>The file has no content at all (0 bytes). Save or scan the document once more.</source>
        <translation>Die Datei hat gar keinen Inhalt (0 Byte). Speichern oder scannen Sie das Dokument noch einmal.</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>Zu groß</translation>
    </message>
    <message>
        <source>The file has {size}; up to {limit} are taken. Save it in a smaller size or split it.</source>
        <translation>Die Datei hat {size}; angenommen werden bis zu {limit}. Speichern Sie sie kleiner oder teilen Sie sie.</translation>
    </message>
    <message>
        <source>Finding fields</source>
        <translation>Felder werden gesucht</translation>
    </message>
    <message>
        <source>Reading page {value} of {pages}</source>
        <translation>Seite {value} von {pages} wird gelesen</translation>
    </message>
    <message>
        <source>Reading pages</source>
        <translation>Seiten werden gelesen</translation>
    </message>
    <message>
        <source>Google Gemini</source>
        <translation>Google Gemini</translation>
    </message>
    <message>
        <source>No permission</source>
        <translation>Keine Berechtigung</translation>
    </message>
    <message>
        <source>“{name}” may not be read. Ask for permission or copy it elsewhere.</source>
        <translation>„{name}“ darf nicht gelesen werden. Bitten Sie um Zugriff oder kopieren Sie die Datei woandershin.</translation>
    </message>
    <message>
        <source>File is gone</source>
        <translation>Datei ist weg</translation>
    </message>
    <message>
        <source>“{name}” is no longer there. Add it again from where it is now.</source>
        <translation>„{name}“ ist nicht mehr da. Fügen Sie die Datei von ihrem jetzigen Ort neu hinzu.</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>“{name}” cannot be read ({detail}). Check the disk and try again.</source>
        <translation>„{name}“ kann nicht gelesen werden ({detail}). Prüfen Sie den Datenträger und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>No permission to read this folder</source>
        <translation>Keine Berechtigung, diesen Ordner zu lesen</translation>
    </message>
    <message>
        <source>There is no safe place for the sign-in</source>
        <translation>Kein sicherer Ort für die Anmeldung</translation>
    </message>
    <message>
        <source>This computer has no keyring that IngestIO trusts (Secret Service, KWallet, macOS or Windows). Set one up, or sign in for this session only.</source>
        <translation>Dieser Computer hat keinen Schlüsselbund, dem IngestIO vertraut (Secret Service, KWallet, macOS oder Windows). Richten Sie einen ein, oder melden Sie sich nur für diese Sitzung an.</translation>
    </message>
    <message>
        <source>The keyring could not be used</source>
        <translation>Der Schlüsselbund konnte nicht verwendet werden</translation>
    </message>
    <message>
        <source>It is locked, or you said no. Unlock it and try again.</source>
        <translation>Er ist gesperrt, oder Sie haben abgelehnt. Entsperren Sie ihn und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The download is damaged</source>
        <translation>Der Download ist beschädigt</translation>
    </message>
    <message>
        <source>“{name}” did not arrive as the service keeps it. Try again.</source>
        <translation>„{name}“ kam nicht so an, wie der Dienst die Datei aufbewahrt. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The file could not be saved</source>
        <translation>Die Datei konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>“{target}” could not be written: {strerror}. Free some space or choose another folder.</source>
        <translation>„{target}“ konnte nicht geschrieben werden: {strerror}. Schaffen Sie Platz oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The service on this computer could not be started</source>
        <translation>Der Dienst auf diesem Computer konnte nicht gestartet werden</translation>
    </message>
    <message>
        <source>{executable} could not be run: {strerror}. Install IngestIO again.</source>
        <translation>{executable} konnte nicht ausgeführt werden: {strerror}. Installieren Sie IngestIO neu.</translation>
    </message>
    <message>
        <source>The service on this computer did not start in time</source>
        <translation>Der Dienst auf diesem Computer ist nicht rechtzeitig gestartet</translation>
    </message>
    <message>
        <source>It was given {timeout} seconds. Try again; what it did is in {log}.</source>
        <translation>Er hatte {timeout} Sekunden Zeit. Versuchen Sie es erneut; was er getan hat, steht in {log}.</translation>
    </message>
    <message>
        <source>It ended before it was ready. What it said is in {log}; please report this.</source>
        <translation>Er endete, bevor er bereit war. Was er gemeldet hat, steht in {log}; bitte melden Sie das.</translation>
    </message>
    <message>
        <source>The data folder cannot be used</source>
        <translation>Der Datenordner kann nicht verwendet werden</translation>
    </message>
    <message>
        <source>“{folder}” could not be made: {strerror}. Choose another data folder.</source>
        <translation>„{folder}“ konnte nicht angelegt werden: {strerror}. Wählen Sie einen anderen Datenordner.</translation>
    </message>
    <message>
        <source>The log cannot be written</source>
        <translation>Das Protokoll kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>“{log}” could not be opened: {strerror}. Check who owns the folder, or choose another.</source>
        <translation>„{log}“ konnte nicht geöffnet werden: {strerror}. Prüfen Sie, wem der Ordner gehört, oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>The service gave an answer that this version does not understand</source>
        <translation>Der Dienst gab eine Antwort, die diese Version nicht versteht</translation>
    </message>
    <message>
        <source>Update IngestIO. If it is up to date, please report this.</source>
        <translation>Aktualisieren Sie IngestIO. Ist es aktuell, melden Sie das bitte.</translation>
    </message>
    <message>
        <source>The service’s address is not known</source>
        <translation>Die Adresse des Dienstes ist unbekannt</translation>
    </message>
    <message>
        <source>No computer is known as {error}. If web pages open, the service may have moved: check its address. If none opens, check the network.</source>
        <translation>Kein Computer ist als {error} bekannt. Öffnen sich Webseiten, ist der Dienst vielleicht umgezogen: Prüfen Sie seine Adresse. Öffnet sich keine, prüfen Sie das Netzwerk.</translation>
    </message>
    <message>
        <source>There is no network</source>
        <translation>Keine Netzwerkverbindung</translation>
    </message>
    <message>
        <source>This computer has no connection. Check it; the work goes on when the network is back.</source>
        <translation>Dieser Computer hat keine Verbindung. Prüfen Sie sie; es geht weiter, wenn das Netzwerk wieder da ist.</translation>
    </message>
    <message>
        <source>The service does not answer</source>
        <translation>Der Dienst antwortet nicht</translation>
    </message>
    <message>
        <source>No connection to the service could be made. Try again in a moment.</source>
        <translation>Es konnte keine Verbindung zum Dienst hergestellt werden. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The service took too long to answer</source>
        <translation>Der Dienst hat zu lange nicht geantwortet</translation>
    </message>
    <message>
        <source>The service or the network is slow. Try again in a moment.</source>
        <translation>Der Dienst oder das Netzwerk ist langsam. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The connection was lost</source>
        <translation>Die Verbindung ist abgebrochen</translation>
    </message>
    <message>
        <source>The connection to the service broke off. Try again in a moment.</source>
        <translation>Die Verbindung zum Dienst ist abgerissen. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The file ends earlier</source>
        <translation>Die Datei endet früher</translation>
    </message>
    <message>
        <source>The file is shorter than expected. Load it again.</source>
        <translation>Die Datei ist kürzer als erwartet. Laden Sie sie neu.</translation>
    </message>
    <message>
        <source>There is no IngestIO at this address</source>
        <translation>Unter dieser Adresse gibt es kein IngestIO</translation>
    </message>
    <message>
        <source>Something else answers at {address}. Check the address of the service; if it is right, try again later. In a network with a sign-in page of its own, open a web page first.</source>
        <translation>Unter {address} antwortet etwas anderes. Prüfen Sie die Adresse des Dienstes; stimmt sie, versuchen Sie es später erneut. In einem Netzwerk mit eigener Anmeldeseite öffnen Sie zuerst eine Webseite.</translation>
    </message>
    <message>
        <source>The network wants you to sign in first</source>
        <translation>Das Netzwerk verlangt zuerst eine Anmeldung</translation>
    </message>
    <message>
        <source>{here} is not reached: it leads to {there}. Open a web page and do what it asks for.</source>
        <translation>{here} wird nicht erreicht: Es führt zu {there}. Öffnen Sie eine Webseite und tun Sie, was sie verlangt.</translation>
    </message>
    <message>
        <source>The service has moved</source>
        <translation>Der Dienst ist umgezogen</translation>
    </message>
    <message>
        <source>{here} says that it is at {there} now. Your work here is kept. Check that with whoever runs the service, then sign in at the new address.</source>
        <translation>{here} meldet, dass der Dienst jetzt unter {there} ist. Ihre Arbeit hier bleibt. Fragen Sie den Betreiber des Dienstes und melden Sie sich dann unter der neuen Adresse an.</translation>
    </message>
    <message>
        <source>You are not signed in</source>
        <translation>Sie sind nicht angemeldet</translation>
    </message>
    <message>
        <source>The service did not accept this sign-in. Sign in again.</source>
        <translation>Der Dienst hat diese Anmeldung nicht angenommen. Melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>It is no longer there</source>
        <translation>Nicht mehr vorhanden</translation>
    </message>
    <message>
        <source>It was deleted, or never existed. Reload the list.</source>
        <translation>Es wurde gelöscht oder gab es nie. Laden Sie die Liste neu.</translation>
    </message>
    <message>
        <source>Too many requests</source>
        <translation>Zu viele Anfragen</translation>
    </message>
    <message>
        <source>The service asks to wait. Try again in a minute.</source>
        <translation>Der Dienst bittet zu warten. Versuchen Sie es in einer Minute erneut.</translation>
    </message>
    <message>
        <source>The service is not available</source>
        <translation>Der Dienst ist nicht verfügbar</translation>
    </message>
    <message>
        <source>The service is busy or being restarted. Try again in a moment.</source>
        <translation>Der Dienst ist ausgelastet oder startet neu. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The service failed</source>
        <translation>Der Dienst hat versagt</translation>
    </message>
    <message>
        <source>Something went wrong in the service. Try again; if it happens again, please report it.</source>
        <translation>Im Dienst ist etwas schiefgegangen. Versuchen Sie es erneut; geschieht es wieder, melden Sie es bitte.</translation>
    </message>
    <message>
        <source>The service refused the request</source>
        <translation>Der Dienst hat die Anfrage abgelehnt</translation>
    </message>
    <message>
        <source>It answered with status {status}. Update IngestIO; if that does not help, report it.</source>
        <translation>Er antwortete mit Status {status}. Aktualisieren Sie IngestIO; hilft das nicht, melden Sie es.</translation>
    </message>
    <message>
        <source>The clock of this computer may be wrong</source>
        <translation>Die Uhr dieses Computers geht womöglich falsch</translation>
    </message>
    <message>
        <source>It says {now}, and the certificate of {host} is not valid yet. Set date and time; then it goes on by itself.</source>
        <translation>Sie zeigt {now}, und das Zertifikat von {host} gilt da noch nicht. Stellen Sie Datum und Uhrzeit; dann geht es von selbst weiter.</translation>
    </message>
    <message>
        <source>{label} is required and not there</source>
        <translation>{label} ist ein Pflichtfeld und fehlt</translation>
    </message>
    <message>
        <source>{label} is required and not there in row {number}</source>
        <translation>{label} ist ein Pflichtfeld und fehlt in Zeile {number}</translation>
    </message>
    <message>
        <source>The export has {rows} rows and {columns} columns; a sheet of Excel holds {value} and {value2}. Export fewer documents at once, or as CSV.</source>
        <translation>Der Export hat {rows} Zeilen und {columns} Spalten; ein Blatt von Excel fasst {value} und {value2}. Exportieren Sie weniger Dokumente auf einmal, oder als CSV.</translation>
    </message>
    <message>
        <source>The text has {length} characters, a cell of Excel holds {max_text}: it was cut in row {row}. CSV and JSON hold all of it.</source>
        <translation>Der Text hat {length} Zeichen, eine Zelle von Excel fasst {max_text}: In Zeile {row} wurde er gekürzt. CSV und JSON enthalten ihn ganz.</translation>
    </message>
    <message>
        <source>The workbook lacks columns</source>
        <translation>Der Arbeitsmappe fehlen Spalten</translation>
    </message>
    <message>
        <source>Nothing was added to “{name}”: its list has no column {named}. Add them there, leave them out of the export, or name them as they are named there.</source>
        <translation>Zu „{name}“ wurde nichts hinzugefügt: Die Liste dort hat keine Spalte {named}. Fügen Sie sie dort ein, lassen Sie sie im Export weg, oder benennen Sie sie so, wie sie dort heißen.</translation>
    </message>
    <message>
        <source>The workbook is signed</source>
        <translation>Die Arbeitsmappe ist signiert</translation>
    </message>
    <message>
        <source>“{name}” has a digital signature, which any change would break. Export into a new file, or remove the signature in Excel first.</source>
        <translation>„{name}“ hat eine digitale Signatur, die jede Änderung ungültig macht. Exportieren Sie in eine neue Datei, oder entfernen Sie zuerst die Signatur in Excel.</translation>
    </message>
    <message>
        <source>The workbook is damaged</source>
        <translation>Die Arbeitsmappe ist beschädigt</translation>
    </message>
    <message>
        <source>“{name}” cannot be read to its end. Open it in Excel, save it under a new name and export into that one.</source>
        <translation>„{name}“ lässt sich nicht bis zum Ende lesen. Öffnen Sie sie in Excel, speichern Sie sie unter einem neuen Namen, und exportieren Sie in diese.</translation>
    </message>
    <message>
        <source>This kind of workbook cannot be added to</source>
        <translation>Zu dieser Art von Arbeitsmappe lässt sich nichts hinzufügen</translation>
    </message>
    <message>
        <source>“{name}” is a binary workbook. Save it in Excel as an Excel workbook (.xlsx) and export into that one.</source>
        <translation>„{name}“ ist eine Binärarbeitsmappe. Speichern Sie sie in Excel als Excel-Arbeitsmappe (.xlsx), und exportieren Sie in diese.</translation>
    </message>
    <message>
        <source>“{name}” is in the strict form of Open XML. Save it in Excel as “Excel Workbook (.xlsx)” and export into that one.</source>
        <translation>„{name}“ ist im Format „Strict Open XML“. Speichern Sie sie in Excel als „Excel-Arbeitsmappe (.xlsx)“, und exportieren Sie in diese.</translation>
    </message>
    <message>
        <source>The workbook is open</source>
        <translation>Die Arbeitsmappe ist geöffnet</translation>
    </message>
    <message>
        <source>“{name}” is open in Excel or another program. Close it there, then export again. If it is open nowhere, remove the file “{name2}” beside it.</source>
        <translation>„{name}“ ist in Excel oder einem anderen Programm geöffnet. Schließen Sie sie dort, und exportieren Sie noch einmal. Ist sie nirgends geöffnet, dann löschen Sie die Datei „{name2}“ daneben.</translation>
    </message>
    <message>
        <source>The workbook has a password</source>
        <translation>Die Arbeitsmappe hat ein Kennwort</translation>
    </message>
    <message>
        <source>“{name}” is encrypted. Remove its password in Excel (File, Info, Protect Workbook), or export into a new file.</source>
        <translation>„{name}“ ist verschlüsselt. Entfernen Sie das Kennwort in Excel (Datei, Informationen, Arbeitsmappe schützen), oder exportieren Sie in eine neue Datei.</translation>
    </message>
    <message>
        <source>“{name}” is in the old format of Excel (.xls). Save it as an Excel workbook (.xlsx) and export into that one.</source>
        <translation>„{name}“ ist im alten Format von Excel (.xls). Speichern Sie sie als Excel-Arbeitsmappe (.xlsx), und exportieren Sie in diese.</translation>
    </message>
    <message>
        <source>This is no workbook</source>
        <translation>Das ist keine Arbeitsmappe</translation>
    </message>
    <message>
        <source>“{name}” is no workbook of Excel, so that nothing can be added to it. Choose another file, or a new name.</source>
        <translation>„{name}“ ist keine Arbeitsmappe von Excel; zu ihr lässt sich nichts hinzufügen. Wählen Sie eine andere Datei oder einen neuen Namen.</translation>
    </message>
    <message>
        <source>The sheet would be larger than 2 GB. Export fewer documents at once, or as CSV.</source>
        <translation>Das Blatt wäre größer als 2 GB. Exportieren Sie weniger Dokumente auf einmal, oder als CSV.</translation>
    </message>
    <message>
        <source>The workbook has other columns</source>
        <translation>Die Arbeitsmappe hat andere Spalten</translation>
    </message>
    <message>
        <source>No sheet of “{name}” has a row of headers such as “{headers}”. Name the columns of the export as they are named there, or export into a new file.</source>
        <translation>Kein Blatt von „{name}“ hat eine Kopfzeile mit Spalten wie „{headers}“. Benennen Sie die Spalten des Exports so, wie sie dort heißen, oder exportieren Sie in eine neue Datei.</translation>
    </message>
    <message>
        <source>There is no room for the rows</source>
        <translation>Für die Zeilen ist kein Platz</translation>
    </message>
    <message>
        <source>“{name}” would have more than {max_rows} rows. Export fewer documents.</source>
        <translation>„{name}“ hätte mehr als {max_rows} Zeilen. Exportieren Sie weniger Dokumente.</translation>
    </message>
    <message>
        <source>The sheet is protected</source>
        <translation>Das Blatt ist geschützt</translation>
    </message>
    <message>
        <source>“{sheet}” of “{name}” is protected. Unprotect it in Excel (Review, Unprotect Sheet), or export into a new file.</source>
        <translation>„{sheet}“ in „{name}“ ist geschützt. Heben Sie den Schutz in Excel auf (Überprüfen, Blattschutz aufheben), oder exportieren Sie in eine neue Datei.</translation>
    </message>
    <message>
        <source>The list ends with sums</source>
        <translation>Die Liste endet mit Summen</translation>
    </message>
    <message>
        <source>Row {lowest} of “{sheet}” holds formulas in columns that rows go to. Make the list a table (Ctrl+T in Excel) with its own row of totals, or export into a new file.</source>
        <translation>Zeile {lowest} von „{sheet}“ enthält Formeln in Spalten, in die Zeilen kommen. Machen Sie aus der Liste eine Tabelle (Strg+T in Excel) mit eigener Ergebniszeile, oder exportieren Sie in eine neue Datei.</translation>
    </message>
    <message>
        <source>Nothing was added to “{name}”: something stands under the table, in row {below} of “{name2}”. Move it, or export into a new file.</source>
        <translation>Zu „{name}“ wurde nichts hinzugefügt: Unter der Tabelle, in Zeile {below} von „{name2}“, steht etwas. Verschieben Sie es, oder exportieren Sie in eine neue Datei.</translation>
    </message>
    <message>
        <source>Nothing was added to “{name}”: cells are merged in {area} of “{name2}”. Split them first, or export into a new file.</source>
        <translation>Zu „{name}“ wurde nichts hinzugefügt: In {area} von „{name2}“ sind Zellen verbunden. Heben Sie die Verbindung auf, oder exportieren Sie in eine neue Datei.</translation>
    </message>
    <message>
        <source>Nothing was added to “{name}”: the table {name2} is in {area} of “{name3}”. Move it, or export into a new file.</source>
        <translation>Zu „{name}“ wurde nichts hinzugefügt: In {area} von „{name3}“ steht die Tabelle {name2}. Verschieben Sie sie, oder exportieren Sie in eine neue Datei.</translation>
    </message>
    <message>
        <source>The row of totals cannot be moved</source>
        <translation>Die Ergebniszeile lässt sich nicht verschieben</translation>
    </message>
    <message>
        <source>Row {totals} of “{name}” holds totals that formulas name by their place. Turn the row of totals off in Excel (Table Design, Total Row), or export into a new file.</source>
        <translation>Zeile {totals} von „{name}“ enthält Ergebnisse, die Formeln mit ihrer Stelle nennen. Schalten Sie die Ergebniszeile in Excel aus (Tabellenentwurf, Ergebniszeile), oder exportieren Sie in eine neue Datei.</translation>
    </message>
    <message>
        <source>Nothing was added to “{name}”: cell {column}{row} of “{name2}” is in use. Empty it, or export into a new file.</source>
        <translation>Zu „{name}“ wurde nichts hinzugefügt: Zelle {column}{row} von „{name2}“ ist belegt. Leeren Sie sie, oder exportieren Sie in eine neue Datei.</translation>
    </message>
    <message>
        <source>Its styles cannot be read. Open it in Excel, save it under a new name and try again.</source>
        <translation>Ihre Formate lassen sich nicht lesen. Öffnen Sie sie in Excel, speichern Sie sie unter einem neuen Namen, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Only workbooks can be added to</source>
        <translation>Nur zu Arbeitsmappen lässt sich etwas hinzufügen</translation>
    </message>
    <message>
        <source>Choose Excel, or a new file for this format.</source>
        <translation>Wählen Sie Excel, oder für dieses Format eine neue Datei.</translation>
    </message>
    <message>
        <source>The workbook is not there</source>
        <translation>Die Arbeitsmappe ist nicht da</translation>
    </message>
    <message>
        <source>“{name}” is not there, and a workbook with macros is not made. Name one that is there, or a new one that ends in .xlsx.</source>
        <translation>„{name}“ ist nicht da, und eine Arbeitsmappe mit Makros wird nicht neu angelegt. Nennen Sie eine vorhandene oder eine neue, die auf .xlsx endet.</translation>
    </message>
    <message>
        <source>The workbook was changed</source>
        <translation>Die Arbeitsmappe wurde geändert</translation>
    </message>
    <message>
        <source>“{name}” was saved by another program while rows were being added. Nothing was added; export again.</source>
        <translation>„{name}“ wurde von einem anderen Programm gespeichert, während Zeilen hinzugefügt wurden. Es wurde nichts hinzugefügt; exportieren Sie noch einmal.</translation>
    </message>
    <message>
        <source>The history could not be saved</source>
        <translation>Der Verlauf konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>“{name}” could not be written. Choose another folder, or close the program that has the file open.</source>
        <translation>„{name}“ konnte nicht geschrieben werden. Wählen Sie einen anderen Ordner, oder schließen Sie das Programm, das die Datei geöffnet hat.</translation>
    </message>
    <message>
        <source>It says {now}, and the certificate of {host} is over by then. If that is the right time, whoever runs the service must renew it; else set date and time.</source>
        <translation>Sie zeigt {now}, und das Zertifikat von {host} ist da abgelaufen. Wenn das die richtige Zeit ist, muss es erneuern, wer den Dienst betreibt; sonst stellen Sie Datum und Uhrzeit.</translation>
    </message>
    <message>
        <source>The service can&apos;t prove who it is</source>
        <translation>Der Dienst kann sich nicht ausweisen</translation>
    </message>
    <message>
        <source>The certificate of {host} is not trusted here ({verify_message}). Nothing was sent. In a network with a sign-in page of its own, open a web page first; else ask whoever runs the service.</source>
        <translation>Dem Zertifikat von {host} wird hier nicht vertraut ({verify_message}). Es wurde nichts gesendet. In einem Netzwerk mit eigener Anmeldeseite öffnen Sie zuerst eine Webseite; sonst fragen Sie den Betreiber des Dienstes.</translation>
    </message>
    <message>
        <source>The proxy does not answer</source>
        <translation>Der Proxy antwortet nicht</translation>
    </message>
    <message>
        <source>No connection to the proxy could be made. Check its address in the settings, or turn it off.</source>
        <translation>Es konnte keine Verbindung zum Proxy hergestellt werden. Prüfen Sie seine Adresse in den Einstellungen, oder schalten Sie ihn aus.</translation>
    </message>
    <message>
        <source>The proxy was not able to reach the service. Try again in a moment.</source>
        <translation>Der Proxy konnte den Dienst nicht erreichen. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The proxy lets nothing through</source>
        <translation>Der Proxy lässt nichts durch</translation>
    </message>
    <message>
        <source>It refused the way to {error}. Ask whoever runs it, or change the proxy in the settings.</source>
        <translation>Er hat den Weg zu {error} verweigert. Fragen Sie den Betreiber, oder ändern Sie den Proxy in den Einstellungen.</translation>
    </message>
    <message>
        <source>The proxy wants a name and a password</source>
        <translation>Der Proxy verlangt Namen und Passwort</translation>
    </message>
    <message>
        <source>It did not accept what the settings say. Enter the right ones there.</source>
        <translation>Er hat die Angaben aus den Einstellungen nicht angenommen. Geben Sie dort die richtigen ein.</translation>
    </message>
    <message>
        <source>The sign-in can&apos;t be renewed right now</source>
        <translation>Die Anmeldung kann gerade nicht erneuert werden</translation>
    </message>
    <message>
        <source>Another IngestIO program is at it and does not end. Close it, then try again.</source>
        <translation>Ein anderes IngestIO-Programm ist dabei und wird nicht fertig. Schließen Sie es und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Nobody can sign in there</source>
        <translation>Dort kann sich niemand anmelden</translation>
    </message>
    <message>
        <source>At {server} there is no IngestIO service with accounts. Check the address.</source>
        <translation>Unter {server} gibt es keinen IngestIO-Dienst mit Konten. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>The service has another address</source>
        <translation>Der Dienst hat eine andere Adresse</translation>
    </message>
    <message>
        <source>It calls itself {value}. Use that address.</source>
        <translation>Er nennt sich {value}. Verwenden Sie diese Adresse.</translation>
    </message>
    <message>
        <source>The sign-in can&apos;t be checked right now</source>
        <translation>Die Anmeldung kann gerade nicht geprüft werden</translation>
    </message>
    <message>
        <source>The service is busy. Try again in a minute.</source>
        <translation>Der Dienst ist ausgelastet. Versuchen Sie es in einer Minute erneut.</translation>
    </message>
    <message>
        <source>The address can&apos;t be used</source>
        <translation>Die Adresse kann nicht verwendet werden</translation>
    </message>
    <message>
        <source>“{text}” must begin with https://. Only a service on this computer may have http://.</source>
        <translation>„{text}“ muss mit https:// beginnen. Nur ein Dienst auf diesem Computer darf http:// haben.</translation>
    </message>
    <message>
        <source>You did not allow it</source>
        <translation>Sie haben es nicht erlaubt</translation>
    </message>
    <message>
        <source>Nothing was signed in. Start again if you want to.</source>
        <translation>Es wurde nichts angemeldet. Beginnen Sie neu, wenn Sie möchten.</translation>
    </message>
    <message>
        <source>Your sign-in has ended</source>
        <translation>Ihre Anmeldung ist abgelaufen</translation>
    </message>
    <message>
        <source>Sign in again. What is on this computer is not lost.</source>
        <translation>Melden Sie sich erneut an. Was auf diesem Computer ist, geht nicht verloren.</translation>
    </message>
    <message>
        <source>The sign-in did not work</source>
        <translation>Die Anmeldung hat nicht funktioniert</translation>
    </message>
    <message>
        <source>The service refused it ({word}). Try again; if that does not help, update IngestIO.</source>
        <translation>Der Dienst hat sie abgelehnt ({word}). Versuchen Sie es erneut; hilft das nicht, aktualisieren Sie IngestIO.</translation>
    </message>
    <message>
        <source>The export is not ready yet</source>
        <translation>Der Export ist noch nicht fertig</translation>
    </message>
    <message>
        <source>It is still being written, or it failed. Look at it in Exports.</source>
        <translation>Er wird noch geschrieben, oder er ist fehlgeschlagen. Sehen Sie unter Exporte nach.</translation>
    </message>
    <message>
        <source>Sign in at {server} first.</source>
        <translation>Melden Sie sich zuerst bei {server} an.</translation>
    </message>
    <message>
        <source>The file is gone</source>
        <translation>Die Datei ist weg</translation>
    </message>
    <message>
        <source>“{path}” was moved, renamed or deleted since it was added. Put it back and try again, or remove it from the batch.</source>
        <translation>„{path}“ wurde seit dem Hinzufügen verschoben, umbenannt oder gelöscht. Legen Sie die Datei zurück und versuchen Sie es erneut, oder entfernen Sie sie aus dem Stapel.</translation>
    </message>
    <message>
        <source>The file can’t be read</source>
        <translation>Die Datei kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>“{path}” could not be read: {strerror}. Check the disk and who may read it, then try again, or remove it from the batch.</source>
        <translation>„{path}“ konnte nicht gelesen werden: {strerror}. Prüfen Sie den Datenträger und die Rechte und versuchen Sie es erneut, oder entfernen Sie die Datei aus dem Stapel.</translation>
    </message>
    <message>
        <source>The file was changed</source>
        <translation>Die Datei wurde geändert</translation>
    </message>
    <message>
        <source>“{path}” is no longer what it was when it was added to the batch, so it was not sent. Take it as it is now, or remove it from the batch.</source>
        <translation>„{path}“ ist nicht mehr, was es beim Hinzufügen zum Stapel war, und wurde daher nicht gesendet. Nehmen Sie die Datei, wie sie jetzt ist, oder entfernen Sie sie aus dem Stapel.</translation>
    </message>
    <message>
        <source>The passphrase is too short</source>
        <translation>Die Passphrase ist zu kurz</translation>
    </message>
    <message>
        <source>Take at least {min_passphrase} characters. A few words are easy to remember.</source>
        <translation>Nehmen Sie mindestens {min_passphrase} Zeichen. Ein paar Wörter sind leicht zu merken.</translation>
    </message>
    <message>
        <source>There is a passphrase already</source>
        <translation>Es gibt schon eine Passphrase</translation>
    </message>
    <message>
        <source>Enter the one that you chose, or start over without it.</source>
        <translation>Geben Sie die gewählte ein, oder beginnen Sie ohne sie neu.</translation>
    </message>
    <message>
        <source>The passphrase is not right</source>
        <translation>Die Passphrase stimmt nicht</translation>
    </message>
    <message>
        <source>Enter it again. Capital letters and spaces count.</source>
        <translation>Geben Sie sie erneut ein. Großbuchstaben und Leerzeichen zählen.</translation>
    </message>
    <message>
        <source>Your sign-in is locked</source>
        <translation>Ihre Anmeldung ist gesperrt</translation>
    </message>
    <message>
        <source>Enter your passphrase to go on.</source>
        <translation>Geben Sie Ihre Passphrase ein, um weiterzumachen.</translation>
    </message>
    <message>
        <source>There is no safe place for the sign-in yet</source>
        <translation>Noch kein sicherer Ort für die Anmeldung</translation>
    </message>
    <message>
        <source>This computer has no keyring. Choose a passphrase, or sign in for this session only.</source>
        <translation>Dieser Computer hat keinen Schlüsselbund. Wählen Sie eine Passphrase, oder melden Sie sich nur für diese Sitzung an.</translation>
    </message>
    <message>
        <source>The kept sign-ins can&apos;t be read</source>
        <translation>Die aufbewahrten Anmeldungen können nicht gelesen werden</translation>
    </message>
    <message>
        <source>The file that they are in is damaged. Start over with a new passphrase, then sign in again; nothing else is lost.</source>
        <translation>Die Datei, in der sie liegen, ist beschädigt. Beginnen Sie mit einer neuen Passphrase und melden Sie sich erneut an; sonst geht nichts verloren.</translation>
    </message>
    <message>
        <source>The sign-in could not be kept</source>
        <translation>Die Anmeldung konnte nicht aufbewahrt werden</translation>
    </message>
    <message>
        <source>“{path}” could not be written: {strerror}. Check the folder and the disk, then try again.</source>
        <translation>„{path}“ konnte nicht geschrieben werden: {strerror}. Prüfen Sie Ordner und Datenträger und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Not an e-invoice</source>
        <translation>Keine E-Rechnung</translation>
    </message>
    <message>
        <source>This XML file is a “{other}”. Only UBL and CII invoices (XRechnung, ZUGFeRD, Factur-X) can be read; add the invoice as a PDF instead.</source>
        <translation>Diese XML-Datei ist ein „{other}“. Gelesen werden nur UBL- und CII-Rechnungen (XRechnung, ZUGFeRD, Factur-X); fügen Sie die Rechnung stattdessen als PDF hinzu.</translation>
    </message>
    <message>
        <source>This XML file can&apos;t be read. Ask the sender for it again, or add the invoice as a PDF.</source>
        <translation>Diese XML-Datei kann nicht gelesen werden. Fordern Sie sie beim Absender neu an, oder fügen Sie die Rechnung als PDF hinzu.</translation>
    </message>
    <message>
        <source>Page {numbers} holds</source>
        <translation>Seite {numbers} enthält</translation>
    </message>
    <message>
        <source>Pages {numbers} hold</source>
        <translation>Die Seiten {numbers} enthalten</translation>
    </message>
    <message>
        <source>{where} {words} that nobody can see: invisible, covered, or too small. They were left out. Ask who made this document.</source>
        <translation>{where} {words} Text, den niemand sehen kann: unsichtbar, verdeckt oder zu klein. Er wurde weggelassen. Fragen Sie, wer dieses Dokument erstellt hat.</translation>
    </message>
    <message>
        <source>{label}: the model answered “{short}”, which is not one {what}. Enter it by hand.</source>
        <translation>{label}: Das Modell antwortete „{short}“, das ist kein einzelner Wert ({what}). Geben Sie ihn von Hand ein.</translation>
    </message>
    <message>
        <source>{label}: “{text}” stands in a sentence that tells a program what to answer. Compare it with the rest of the document.</source>
        <translation>{label}: „{text}“ steht in einem Satz, der einem Programm sagt, was es antworten soll. Vergleichen Sie mit dem Rest des Dokuments.</translation>
    </message>
    <message>
        <source>{label}: “{short}” stands only in text that nobody can see on the page. Compare it with what is printed.</source>
        <translation>{label}: „{short}“ steht nur in Text, den auf der Seite niemand sehen kann. Vergleichen Sie mit dem Gedruckten.</translation>
    </message>
    <message>
        <source>{labels}: row {value} stands where row {value2} does. The model may have given it twice.</source>
        <translation>{labels}: Zeile {value} steht dort, wo Zeile {value2} steht. Das Modell hat sie womöglich zweimal genannt.</translation>
    </message>
    <message>
        <source>{label}: the model gave {given} of about {there} rows. Compare them with the document.</source>
        <translation>{label}: Das Modell nannte {given} von etwa {there} Zeilen. Vergleichen Sie mit dem Dokument.</translation>
    </message>
    <message>
        <source>Read twice, differently: {chosen} / {other}</source>
        <translation>Zweimal verschieden gelesen: {chosen} / {other}</translation>
    </message>
    <message>
        <source>{label}: read twice, differently: {counts}</source>
        <translation>{label}: zweimal verschieden gelesen: {counts}</translation>
    </message>
    <message>
        <source>{label}: read twice, differently: {shown}{more}</source>
        <translation>{label}: zweimal verschieden gelesen: {shown}{more}</translation>
    </message>
    <message>
        <source>Page {pages} holds</source>
        <translation>Seite {pages} enthält</translation>
    </message>
    <message>
        <source>Pages {str} hold</source>
        <translation>Die Seiten {str} enthalten</translation>
    </message>
    <message>
        <source>{where} sentences that tell a program what to answer. The model was told to ignore them. Look at every value before you use it.</source>
        <translation>{where} Sätze, die einem Programm sagen, was es antworten soll. Das Modell wurde angewiesen, sie zu ignorieren. Sehen Sie sich jeden Wert an, bevor Sie ihn verwenden.</translation>
    </message>
    <message>
        <source>The model could not be asked about {asked}{all_of_it}: {why}. What stands there is what the local engine read.</source>
        <translation>Das Modell konnte zu {asked}{all_of_it} nicht gefragt werden: {why}. Was dort steht, hat die lokale Erkennung gelesen.</translation>
    </message>
    <message>
        <source>{span} could not be had from the model: its answer was cut off however little it was asked at once. Enter what stands there by hand.</source>
        <translation>{span} war vom Modell nicht zu bekommen: Seine Antwort brach ab, so wenig es auch auf einmal gefragt wurde. Geben Sie von Hand ein, was dort steht.</translation>
    </message>
    <message>
        <source>{labels} and {value} more</source>
        <translation>{labels} und {value} weitere</translation>
    </message>
    <message>
        <source>What is on page {pages}</source>
        <translation>Was auf Seite {pages} steht,</translation>
    </message>
    <message>
        <source>What is on the pages {pages}</source>
        <translation>Was auf den Seiten {pages} steht,</translation>
    </message>
    <message>
        <source>The line “{shown}” on page {page}</source>
        <translation>Die Zeile „{shown}“ auf Seite {page}</translation>
    </message>
    <message>
        <source>{count} lines from “{shown}” on page {page} on</source>
        <translation>{count} Zeilen ab „{shown}“ auf Seite {page}</translation>
    </message>
    <message>
        <source>{left_out} more fields were</source>
        <translation>{left_out} Felder mehr wurden</translation>
    </message>
    <message>
        <source>{many} read than the {max_fields} that are shown. Name the fields that you need in the prompt, and read the document again.</source>
        <translation>{many} gelesen als die {max_fields} gezeigten. Nennen Sie die Felder, die Sie brauchen, in der Anweisung und lesen Sie das Dokument neu.</translation>
    </message>
    <message>
        <source>{label}: no rows were found. If the document has them, type them in, or name the columns as its headings do and read it again.</source>
        <translation>{label}: Es wurden keine Zeilen gefunden. Hat das Dokument welche, tippen Sie sie ein, oder nennen Sie die Spalten wie seine Überschriften und lesen Sie es neu.</translation>
    </message>
    <message>
        <source>The headings that were seen: {seen}. </source>
        <translation>Gesehene Überschriften: {seen}. </translation>
    </message>
    <message>
        <source>{label}: “{label2}” is empty in every row. {told}If one of them is meant, call the column so and read the document again.</source>
        <translation>{label}: „{label2}“ ist in jeder Zeile leer. {told}Ist eine davon gemeint, nennen Sie die Spalte so und lesen Sie das Dokument neu.</translation>
    </message>
    <message>
        <source>{label}: “{label2}” is empty in every row. If the document has it, type it in.</source>
        <translation>{label}: „{label2}“ ist in jeder Zeile leer. Steht es im Dokument, tippen Sie es ein.</translation>
    </message>
    <message>
        <source>The same print was read twice, differently: {text} / {text2}. {value} was taken; compare it with the page.</source>
        <translation>Derselbe Druck wurde zweimal verschieden gelesen: {text} / {text2}. Genommen wurde {value}; vergleichen Sie mit der Seite.</translation>
    </message>
    <message>
        <source>Page {page} is of number “{value}”, page {page2} of “{value2}”: the file seems to hold several invoices, and values of both may be mixed. Split it and add its parts.</source>
        <translation>Seite {page} gehört zu Nummer „{value}“, Seite {page2} zu „{value2}“: Die Datei enthält wohl mehrere Rechnungen, und Werte beider können vermischt sein. Teilen Sie sie und fügen Sie die Teile hinzu.</translation>
    </message>
    <message>
        <source>{many} on {where} {look} like {lower} but could not be read: “{text}”. Compare the table with the document.</source>
        <translation>{many} auf {where} {look} wie „{lower}“, nicht lesbar: „{text}“. Vergleichen Sie die Tabelle mit dem Dokument.</translation>
    </message>
    <message>
        <source>The document counts {printed} {lower}, {rows} were read. Compare the table with the document.</source>
        <translation>Das Dokument zählt {printed} ({lower}), gelesen wurden {rows}. Vergleichen Sie die Tabelle mit dem Dokument.</translation>
    </message>
    <message>
        <source>Position {named} is missing between the {lower} that were read</source>
        <translation>Position {named} fehlt zwischen den gelesenen Zeilen ({lower})</translation>
    </message>
    <message>
        <source>Positions {named} are missing between the {lower} that were read</source>
        <translation>Die Positionen {named} fehlen zwischen den gelesenen Zeilen ({lower})</translation>
    </message>
    <message>
        <source>“{said}” was left out as you did on “{document}” ({learned}).</source>
        <translation>„{said}“ wurde weggelassen wie von Ihnen bei „{document}“ ({learned}).</translation>
    </message>
    <message>
        <source>Read as you corrected it on {where}.</source>
        <translation>Gelesen, wie Sie es bei {where} korrigiert haben.</translation>
    </message>
    <message>
        <source>As you entered it for {where}; no page of this document shows it.</source>
        <translation>Wie von Ihnen für {where} eingegeben; keine Seite dieses Dokuments zeigt es.</translation>
    </message>
    <message>
        <source>{gone} rows were</source>
        <translation>{gone} Zeilen wurden</translation>
    </message>
    <message>
        <source>{what} left out as you did on “{document}” ({learned}): “{value}”.</source>
        <translation>{what} weggelassen wie von Ihnen bei „{document}“ ({learned}): „{value}“.</translation>
    </message>
    <message>
        <source>{label} is not printed; what stands{beside} is something else.</source>
        <translation>{label} ist nicht gedruckt; was{beside} steht, ist etwas anderes.</translation>
    </message>
    <message>
        <source>In dates the {first} comes first.</source>
        <translation>In Datumsangaben steht zuerst: {first}.</translation>
    </message>
    <message>
        <source>Decimals follow a “{value}”.</source>
        <translation>Nachkommastellen folgen auf „{value}“.</translation>
    </message>
    <message>
        <source>{label} stands in the column “{heading}”.</source>
        <translation>{label} steht in der Spalte „{heading}“.</translation>
    </message>
    <message>
        <source>Rows that say “{value}” are left out.</source>
        <translation>Zeilen mit „{value}“ werden weggelassen.</translation>
    </message>
    <message>
        <source>{label} always stands at the same place of the page.</source>
        <translation>{label} steht immer an derselben Stelle der Seite.</translation>
    </message>
    <message>
        <source>Vendor name</source>
        <translation>Lieferant</translation>
    </message>
    <message>
        <source>The page can&apos;t be read</source>
        <translation>Die Seite kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Page {number} is damaged. Type what you see on it instead.</source>
        <translation>Seite {number} ist beschädigt. Tippen Sie stattdessen ein, was Sie darauf sehen.</translation>
    </message>
    <message>
        <source>The file is damaged and cannot be opened. Save it again from where it came, and add it once more.</source>
        <translation>Die Datei ist beschädigt und lässt sich nicht öffnen. Speichern Sie sie dort, wo sie herkam, erneut und fügen Sie sie noch einmal hinzu.</translation>
    </message>
    <message>
        <source>Page {value} is damaged and was not read. Look for its values by hand.</source>
        <translation>Seite {value} ist beschädigt und wurde nicht gelesen. Suchen Sie ihre Werte von Hand.</translation>
    </message>
    <message>
        <source>File not found</source>
        <translation>Datei nicht gefunden</translation>
    </message>
    <message>
        <source>The file is no longer where it was. Put it back, or add it again.</source>
        <translation>Die Datei ist nicht mehr, wo sie war. Legen Sie sie zurück, oder fügen Sie sie neu hinzu.</translation>
    </message>
    <message>
        <source>The file is protected by a password. Save it without one, and add it again.</source>
        <translation>Die Datei ist mit einem Passwort geschützt. Speichern Sie sie ohne und fügen Sie sie neu hinzu.</translation>
    </message>
    <message>
        <source>The picture has too many pixels to be read. Scan it at 300 dpi, and add it again.</source>
        <translation>Das Bild hat zu viele Pixel. Scannen Sie mit 300 dpi und fügen Sie es neu hinzu.</translation>
    </message>
    <message>
        <source>The page lies on its side: it was read turned by {turned} degrees.</source>
        <translation>Die Seite liegt auf der Seite: Sie wurde um {turned} Grad gedreht gelesen.</translation>
    </message>
    <message>
        <source>This XML file is not an e-invoice. Add the invoice as a PDF instead.</source>
        <translation>Diese XML-Datei ist keine E-Rechnung. Fügen Sie die Rechnung stattdessen als PDF hinzu.</translation>
    </message>
    <message>
        <source>File cannot be read</source>
        <translation>Datei nicht lesbar</translation>
    </message>
    <message>
        <source>The file is no longer where it was, or may not be read. Put it back, or add it again.</source>
        <translation>Die Datei ist nicht mehr, wo sie war, oder darf nicht gelesen werden. Legen Sie sie zurück, oder fügen Sie sie neu hinzu.</translation>
    </message>
    <message>
        <source>No text was found on any page. If something is printed there, scan it sharper.</source>
        <translation>Auf keiner Seite wurde Text gefunden. Ist dort etwas gedruckt, scannen Sie schärfer.</translation>
    </message>
    <message>
        <source>“{text}” was read as {value}, but may mean {other}: nothing in the document says whether day or month comes first.{more}</source>
        <translation>„{text}“ wurde als {value} gelesen, kann aber {other} bedeuten: Nichts im Dokument sagt, ob Tag oder Monat zuerst steht.{more}</translation>
    </message>
    <message>
        <source>“{label}” was not found on any page. Compare it with the document.</source>
        <translation>„{label}“ wurde auf keiner Seite gefunden. Vergleichen Sie mit dem Dokument.</translation>
    </message>
    <message>
        <source>{name}{where}: the e-invoice says “{text}”, which cannot be read, and the value was left out. Ask the sender for the right one.</source>
        <translation>{name}{where}: Die E-Rechnung sagt „{text}“, das ist nicht lesbar, und der Wert wurde weggelassen. Fragen Sie den Absender nach dem richtigen.</translation>
    </message>
    <message>
        <source>{value} more values of the e-invoice cannot be read and were left out. Ask the sender for a right one.</source>
        <translation>{value} weitere Werte der E-Rechnung sind nicht lesbar und wurden weggelassen. Bitten Sie den Absender um eine richtige.</translation>
    </message>
    <message>
        <source>{name}: the e-invoice states {text} {currency}, but is made out in {value}. Ask the sender which holds before you pay.</source>
        <translation>{name}: Die E-Rechnung nennt {text} {currency}, ist aber in {value} ausgestellt. Fragen Sie den Absender, was gilt, bevor Sie zahlen.</translation>
    </message>
    <message>
        <source>{label}: the e-invoice has {stated}, page {page} says {text}. The e-invoice data was taken; ask the sender which is right.</source>
        <translation>{label}: Die E-Rechnung hat {stated}, Seite {page} sagt {text}. Genommen wurden die Daten der E-Rechnung; fragen Sie den Absender, was stimmt.</translation>
    </message>
    <message>
        <source>The password is not right</source>
        <translation>Das Passwort stimmt nicht</translation>
    </message>
    <message>
        <source>Nothing was deleted. Enter it again.</source>
        <translation>Es wurde nichts gelöscht. Geben Sie es erneut ein.</translation>
    </message>
    <message>
        <source>The account of this computer stays</source>
        <translation>Das Konto dieses Computers bleibt</translation>
    </message>
    <message>
        <source>Delete its batches instead, or the folder that its data is in.</source>
        <translation>Löschen Sie stattdessen seine Stapel oder den Ordner mit seinen Daten.</translation>
    </message>
    <message>
        <source>This is not the account&apos;s name</source>
        <translation>Das ist nicht der Name des Kontos</translation>
    </message>
    <message>
        <source>Nothing was deleted. Confirm with the account&apos;s e-mail address.</source>
        <translation>Es wurde nichts gelöscht. Bestätigen Sie mit der E-Mail-Adresse des Kontos.</translation>
    </message>
    <message>
        <source>Nothing was deleted. Confirm with the account&apos;s id.</source>
        <translation>Es wurde nichts gelöscht. Bestätigen Sie mit der Kennung des Kontos.</translation>
    </message>
    <message>
        <source>A personal access token can&apos;t do this</source>
        <translation>Ein persönliches Zugriffstoken darf das nicht</translation>
    </message>
    <message>
        <source>Sign in yourself, with “ingestio login” or in the browser, and do it there.</source>
        <translation>Melden Sie sich selbst an, mit „ingestio login“ oder im Browser, und tun Sie es dort.</translation>
    </message>
    <message>
        <source>This account has no tokens</source>
        <translation>Dieses Konto hat keine Token</translation>
    </message>
    <message>
        <source>The account of this computer is reached with the token that the service was started with.</source>
        <translation>Das Konto dieses Computers wird mit dem Token erreicht, mit dem der Dienst gestartet wurde.</translation>
    </message>
    <message>
        <source>The token can&apos;t end then</source>
        <translation>Das Token kann nicht dann enden</translation>
    </message>
    <message>
        <source>Choose an end that lies ahead and within a year, or none.</source>
        <translation>Wählen Sie ein Ende innerhalb des nächsten Jahres oder keines.</translation>
    </message>
    <message>
        <source>There are too many tokens</source>
        <translation>Es gibt zu viele Token</translation>
    </message>
    <message>
        <source>An account may have {max_tokens}. End one that is not needed any more.</source>
        <translation>Ein Konto darf {max_tokens} haben. Beenden Sie eines, das nicht mehr gebraucht wird.</translation>
    </message>
    <message>
        <source>This batch was deleted</source>
        <translation>Dieser Stapel wurde gelöscht</translation>
    </message>
    <message>
        <source>It was deleted after it was submitted. Make a new one.</source>
        <translation>Er wurde nach dem Abschicken gelöscht. Machen Sie einen neuen.</translation>
    </message>
    <message>
        <source>An id is in use already</source>
        <translation>Eine Kennung ist schon vergeben</translation>
    </message>
    <message>
        <source>The batch or one of its documents has the id of another one. Make the batch again.</source>
        <translation>Der Stapel oder eines seiner Dokumente hat die Kennung eines anderen. Machen Sie den Stapel neu.</translation>
    </message>
    <message>
        <source>This batch was submitted before, differently</source>
        <translation>Dieser Stapel wurde schon abgeschickt, aber anders</translation>
    </message>
    <message>
        <source>Another batch was made under the same key. Submit this one under a new key.</source>
        <translation>Unter demselben Schlüssel wurde ein anderer Stapel gemacht. Schicken Sie diesen unter einem neuen ab.</translation>
    </message>
    <message>
        <source>Not enough pages left</source>
        <translation>Nicht genug Seiten übrig</translation>
    </message>
    <message>
        <source>This batch needs {needed} and {left} are left this month. Upgrade the plan, or submit fewer documents.</source>
        <translation>Dieser Stapel braucht {needed}, und es sind noch {left} übrig in diesem Monat. Erweitern Sie den Tarif, oder schicken Sie weniger Dokumente ab.</translation>
    </message>
    <message>
        <source>Upgrade required</source>
        <translation>Höherer Tarif nötig</translation>
    </message>
    <message>
        <source>Your plan does not include batches. Upgrade it, or use this computer instead.</source>
        <translation>Ihr Tarif enthält keine Stapel. Erweitern Sie ihn, oder verwenden Sie stattdessen diesen Computer.</translation>
    </message>
    <message>
        <source>The batch has no files</source>
        <translation>Der Stapel hat keine Dateien</translation>
    </message>
    <message>
        <source>Add at least one file.</source>
        <translation>Fügen Sie mindestens eine Datei hinzu.</translation>
    </message>
    <message>
        <source>Too many files</source>
        <translation>Zu viele Dateien</translation>
    </message>
    <message>
        <source>A batch may have {files_per_batch} files and this one has {documents}. Remove some, or make several batches.</source>
        <translation>Ein Stapel darf {files_per_batch} Dateien haben, dieser hat {documents}. Entfernen Sie einige, oder machen Sie mehrere Stapel.</translation>
    </message>
    <message>
        <source>The prompt is empty</source>
        <translation>Die Anweisung ist leer</translation>
    </message>
    <message>
        <source>Say in the prompt what to extract.</source>
        <translation>Sagen Sie in der Anweisung, was ausgelesen werden soll.</translation>
    </message>
    <message>
        <source>Prompts are missing</source>
        <translation>Anweisungen fehlen</translation>
    </message>
    <message>
        <source>{without} no prompt yet. Write one for each, or copy one to all.</source>
        <translation>{without} noch keine Anweisung. Schreiben Sie für jede eine, oder kopieren Sie eine für alle.</translation>
    </message>
    <message>
        <source>Some files cannot be taken</source>
        <translation>Einige Dateien können nicht angenommen werden</translation>
    </message>
    <message>
        <source>{offenders} a reason not to be taken; each is listed. Remove them and submit again.</source>
        <translation>{offenders} einen Ablehnungsgrund; jeder ist aufgeführt. Entfernen Sie sie und schicken Sie erneut ab.</translation>
    </message>
    <message>
        <source>Two documents have one id</source>
        <translation>Zwei Dokumente haben dieselbe Kennung</translation>
    </message>
    <message>
        <source>Each document needs an id of its own. Add the files again.</source>
        <translation>Jedes Dokument braucht eine eigene Kennung. Fügen Sie die Dateien neu hinzu.</translation>
    </message>
    <message>
        <source>{some} of {documents} has</source>
        <translation>{some} von {documents} hat</translation>
    </message>
    <message>
        <source>{some} of {documents} have</source>
        <translation>{some} von {documents} haben</translation>
    </message>
    <message>
        <source>The file did not arrive</source>
        <translation>Die Datei ist nicht angekommen</translation>
    </message>
    <message>
        <source>The batch was closed before this file was uploaded. Add it to a new batch.</source>
        <translation>Der Stapel wurde geschlossen, bevor diese Datei hochgeladen war. Fügen Sie sie einem neuen Stapel hinzu.</translation>
    </message>
    <message>
        <source>This plan can&apos;t be bought</source>
        <translation>Dieser Tarif kann nicht gekauft werden</translation>
    </message>
    <message>
        <source>The plan {value} is not for sale here. Choose another one.</source>
        <translation>Der Tarif {value} wird hier nicht verkauft. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>You have a subscription already</source>
        <translation>Sie haben schon ein Abonnement</translation>
    </message>
    <message>
        <source>Open Manage billing to change it, or to pay what is due.</source>
        <translation>Öffnen Sie die Abrechnung, um es zu ändern oder Offenes zu bezahlen.</translation>
    </message>
    <message>
        <source>Nothing is sold here</source>
        <translation>Hier wird nichts verkauft</translation>
    </message>
    <message>
        <source>This service has no plans to buy. Ask whoever runs it for more pages.</source>
        <translation>Dieser Dienst verkauft keine Tarife. Bitten Sie den Betreiber um mehr Seiten.</translation>
    </message>
    <message>
        <source>You have no subscription yet</source>
        <translation>Sie haben noch kein Abonnement</translation>
    </message>
    <message>
        <source>Choose a plan first, then manage it here.</source>
        <translation>Wählen Sie zuerst einen Tarif und verwalten Sie ihn dann hier.</translation>
    </message>
    <message>
        <source>The signature is wrong</source>
        <translation>Die Signatur ist falsch</translation>
    </message>
    <message>
        <source>Only events that Stripe signed just now are taken.</source>
        <translation>Angenommen werden nur Ereignisse, die Stripe gerade eben signiert hat.</translation>
    </message>
    <message>
        <source>The event can&apos;t be read</source>
        <translation>Das Ereignis kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Send snapshot events of Stripe&apos;s API.</source>
        <translation>Senden Sie Snapshot-Ereignisse der Stripe-API.</translation>
    </message>
    <message>
        <source>The event is too large</source>
        <translation>Das Ereignis ist zu groß</translation>
    </message>
    <message>
        <source>An event may have {value} KB.</source>
        <translation>Ein Ereignis darf {value} KB haben.</translation>
    </message>
    <message>
        <source>Too many windows are open</source>
        <translation>Zu viele Fenster sind offen</translation>
    </message>
    <message>
        <source>{streams_per_user} programs follow this account already. Close one of them.</source>
        <translation>{streams_per_user} Programme folgen diesem Konto schon. Schließen Sie eines davon.</translation>
    </message>
    <message>
        <source>These documents have no such order</source>
        <translation>Diese Reihenfolge gibt es für diese Dokumente nicht</translation>
    </message>
    <message>
        <source>Only the documents of one batch have positions. Choose another order, or one batch.</source>
        <translation>Nur die Dokumente eines Stapels haben Positionen. Wählen Sie eine andere Reihenfolge oder einen Stapel.</translation>
    </message>
    <message>
        <source>The file is not here</source>
        <translation>Die Datei ist nicht hier</translation>
    </message>
    <message>
        <source>This document&apos;s file was never uploaded or was refused. Add it to a new batch.</source>
        <translation>Die Datei dieses Dokuments wurde nie hochgeladen oder abgelehnt. Fügen Sie sie einem neuen Stapel hinzu.</translation>
    </message>
    <message>
        <source>{host} refused the key: it is wrong, is not paid for, or may not use this model.</source>
        <translation>{host} hat den Schlüssel abgelehnt: Er ist falsch, nicht bezahlt oder darf dieses Modell nicht verwenden.</translation>
    </message>
    <message>
        <source>{host} is busy: it took the key, and lets nobody ask at the moment.</source>
        <translation>{host} ist ausgelastet: Der Schlüssel wurde angenommen, aber im Moment darf niemand fragen.</translation>
    </message>
    <message>
        <source>{host} can&apos;t be reached, or does not answer as a provider of models.</source>
        <translation>{host} ist nicht erreichbar oder antwortet nicht wie ein Anbieter von Modellen.</translation>
    </message>
    <message>
        <source>The key can&apos;t be decrypted any more. Enter it again.</source>
        <translation>Der Schlüssel lässt sich nicht mehr entschlüsseln. Geben Sie ihn erneut ein.</translation>
    </message>
    <message>
        <source>The service asks this address no more. Enter another one.</source>
        <translation>Der Dienst fragt diese Adresse nicht mehr. Geben Sie eine andere ein.</translation>
    </message>
    <message>
        <source>Your plan has no models</source>
        <translation>Ihr Tarif enthält keine Modelle</translation>
    </message>
    <message>
        <source>Documents are read by the service&apos;s own engine. Choose that one, or upgrade the plan.</source>
        <translation>Dokumente liest die eigene Erkennung des Dienstes. Wählen Sie diese, oder erweitern Sie den Tarif.</translation>
    </message>
    <message>
        <source>There is no key for this model</source>
        <translation>Für dieses Modell gibt es keinen Schlüssel</translation>
    </message>
    <message>
        <source>Add a key of the provider in Settings, under Reading, or read without a model.</source>
        <translation>Fügen Sie unter Einstellungen, Auslesen einen Schlüssel des Anbieters hinzu, oder lesen Sie ohne Modell.</translation>
    </message>
    <message>
        <source>The key can&apos;t be used any more</source>
        <translation>Der Schlüssel kann nicht mehr verwendet werden</translation>
    </message>
    <message>
        <source>Enter the key again in Settings, under Reading, or read without a model.</source>
        <translation>Geben Sie den Schlüssel unter Einstellungen, Auslesen erneut ein, oder lesen Sie ohne Modell.</translation>
    </message>
    <message>
        <source>Upgrade the plan to read with a model.</source>
        <translation>Erweitern Sie den Tarif, um mit einem Modell zu lesen.</translation>
    </message>
    <message>
        <source>This service keeps no keys</source>
        <translation>Dieser Dienst bewahrt keine Schlüssel auf</translation>
    </message>
    <message>
        <source>This is no key</source>
        <translation>Das ist kein Schlüssel</translation>
    </message>
    <message>
        <source>Copy the key alone from the provider&apos;s page, without blanks or line ends.</source>
        <translation>Kopieren Sie nur den Schlüssel von der Seite des Anbieters, ohne Leerzeichen oder Zeilenenden.</translation>
    </message>
    <message>
        <source>The key is missing</source>
        <translation>Der Schlüssel fehlt</translation>
    </message>
    <message>
        <source>Enter the key again: it is for another address.</source>
        <translation>Geben Sie den Schlüssel erneut ein: Er gilt für eine andere Adresse.</translation>
    </message>
    <message>
        <source>This address can&apos;t be used</source>
        <translation>Diese Adresse kann nicht verwendet werden</translation>
    </message>
    <message>
        <source>Give a base URL such as http://127.0.0.1:11434/v1. A service in the cloud asks only those servers that its settings name.</source>
        <translation>Geben Sie eine Basis-URL wie http://127.0.0.1:11434/v1 an. Ein Dienst in der Cloud fragt nur Server, die seine Einstellungen nennen.</translation>
    </message>
    <message>
        <source>Sign in again, then repeat what you were doing.</source>
        <translation>Melden Sie sich erneut an und wiederholen Sie, was Sie gerade taten.</translation>
    </message>
    <message>
        <source>This {what} does not exist</source>
        <translation>Nicht vorhanden: {what}</translation>
    </message>
    <message>
        <source>The {what} was deleted, or it belongs to another account. Reload the list.</source>
        <translation>Gelöscht oder Teil eines anderen Kontos: {what}. Laden Sie die Liste neu.</translation>
    </message>
    <message>
        <source>This document was changed elsewhere</source>
        <translation>Dieses Dokument wurde anderswo geändert</translation>
    </message>
    <message>
        <source>Compare your changes with the current values and choose which to keep.</source>
        <translation>Vergleichen Sie Ihre Änderungen mit den jetzigen Werten und wählen Sie, was bleibt.</translation>
    </message>
    <message>
        <source>This was done too often in a short time. Wait {wait}, then try again.</source>
        <translation>Das geschah zu oft in kurzer Zeit. Warten Sie {wait} und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Your plan can&apos;t be checked</source>
        <translation>Ihr Tarif kann nicht geprüft werden</translation>
    </message>
    <message>
        <source>We can&apos;t check your plan right now. Try again in a minute.</source>
        <translation>Ihr Tarif kann gerade nicht geprüft werden. Versuchen Sie es in einer Minute erneut.</translation>
    </message>
    <message>
        <source>The export failed</source>
        <translation>Der Export ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>The service stopped several times while it wrote this. Export fewer documents at once.</source>
        <translation>Der Dienst ist beim Schreiben mehrmals stehen geblieben. Exportieren Sie weniger Dokumente auf einmal.</translation>
    </message>
    <message>
        <source>Too many exports at once</source>
        <translation>Zu viele Exporte auf einmal</translation>
    </message>
    <message>
        <source>{max_unfinished} exports are being written. Wait until some of them are done.</source>
        <translation>{max_unfinished} Exporte werden gerade geschrieben. Warten Sie, bis einige fertig sind.</translation>
    </message>
    <message>
        <source>This export has no file</source>
        <translation>Dieser Export hat keine Datei</translation>
    </message>
    <message>
        <source>Wait until it is written, or redo it.</source>
        <translation>Warten Sie, bis sie geschrieben ist, oder exportieren Sie neu.</translation>
    </message>
    <message>
        <source>This link is over</source>
        <translation>Dieser Link ist abgelaufen</translation>
    </message>
    <message>
        <source>Open the list of exports and download it from there.</source>
        <translation>Öffnen Sie die Liste der Exporte und laden Sie ihn dort herunter.</translation>
    </message>
    <message>
        <source>Too many documents for one export</source>
        <translation>Zu viele Dokumente für einen Export</translation>
    </message>
    <message>
        <source>One export takes {max_documents} documents. Narrow the list and export in parts.</source>
        <translation>Ein Export fasst {max_documents} Dokumente. Grenzen Sie die Liste ein und exportieren Sie in Teilen.</translation>
    </message>
    <message>
        <source>There is nothing to export</source>
        <translation>Es gibt nichts zu exportieren</translation>
    </message>
    <message>
        <source>None of these documents was read (or confirmed) yet. Choose others, or wait for them.</source>
        <translation>Keines dieser Dokumente wurde schon gelesen (oder bestätigt). Wählen Sie andere, oder warten Sie.</translation>
    </message>
    <message>
        <source>There is no such table</source>
        <translation>Diese Tabelle gibt es nicht</translation>
    </message>
    <message>
        <source>None of these documents has a table “{rows}”. Choose another, or one row a document.</source>
        <translation>Keines dieser Dokumente hat eine Tabelle „{rows}“. Wählen Sie eine andere oder eine Zeile je Dokument.</translation>
    </message>
    <message>
        <source>Some documents do not exist</source>
        <translation>Einige Dokumente gibt es nicht</translation>
    </message>
    <message>
        <source>{missing} of the documents were deleted. Reload the list and choose again.</source>
        <translation>{missing} der Dokumente wurden gelöscht. Laden Sie die Liste neu und wählen Sie erneut.</translation>
    </message>
    <message>
        <source>Another export was made under this id. Export again.</source>
        <translation>Unter dieser Kennung gibt es schon einen anderen Export. Exportieren Sie erneut.</translation>
    </message>
    <message>
        <source>This is our bug, not yours. Export again; if it happens again, report it with the log.</source>
        <translation>Das ist unser Fehler, nicht Ihrer. Exportieren Sie erneut; geschieht es wieder, melden Sie es mit dem Protokoll.</translation>
    </message>
    <message>
        <source>Too many documents at once</source>
        <translation>Zu viele Dokumente auf einmal</translation>
    </message>
    <message>
        <source>More than {max_filtered} documents are chosen. Narrow the list and go on in parts.</source>
        <translation>Mehr als {max_filtered} Dokumente sind gewählt. Grenzen Sie die Liste ein und machen Sie in Teilen weiter.</translation>
    </message>
    <message>
        <source>The redo failed</source>
        <translation>Das Neulesen ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>The redo failed: {message} The earlier values were kept.</source>
        <translation>Das Neulesen ist fehlgeschlagen: {message} Die früheren Werte wurden behalten.</translation>
    </message>
    <message>
        <source>The provider of the model</source>
        <translation>Der Anbieter des Modells</translation>
    </message>
    <message>
        <source>Page quota reached</source>
        <translation>Seitenkontingent erreicht</translation>
    </message>
    <message>
        <source>No pages are left for this document this month. Upgrade the plan, or redo it next month.</source>
        <translation>Für dieses Dokument sind in diesem Monat keine Seiten mehr übrig. Erweitern Sie den Tarif, oder lesen Sie es nächsten Monat neu.</translation>
    </message>
    <message>
        <source>This document was cancelled before it was read. Redo it to read it.</source>
        <translation>Dieses Dokument wurde abgebrochen, bevor es gelesen war. Lesen Sie es neu.</translation>
    </message>
    <message>
        <source>File missing</source>
        <translation>Datei fehlt</translation>
    </message>
    <message>
        <source>The stored file of this document is gone. Delete the document and upload it again.</source>
        <translation>Die gespeicherte Datei dieses Dokuments ist weg. Löschen Sie das Dokument und laden Sie es neu hoch.</translation>
    </message>
    <message>
        <source>Took too long</source>
        <translation>Dauerte zu lange</translation>
    </message>
    <message>
        <source>Reading this document was stopped twice, each time after {seconds} seconds. Split it into smaller files, or redo it when the computer is less busy.</source>
        <translation>Das Lesen dieses Dokuments wurde zweimal angehalten, jeweils nach {seconds} Sekunden. Teilen Sie es in kleinere Dateien, oder lesen Sie es neu, wenn der Computer weniger ausgelastet ist.</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>Konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>Reading this document ended the reading process, twice. The file may be damaged: open it, save it again as PDF, and upload that.</source>
        <translation>Das Lesen dieses Dokuments hat den Leseprozess zweimal beendet. Die Datei ist womöglich beschädigt: Öffnen Sie sie, speichern Sie sie neu als PDF und laden Sie dieses hoch.</translation>
    </message>
    <message>
        <source>Needs too much memory</source>
        <translation>Braucht zu viel Speicher</translation>
    </message>
    <message>
        <source>Reading this document took more memory than there is for one, twice. Split it into smaller files, or save it in a lower resolution, and upload that.</source>
        <translation>Das Lesen dieses Dokuments brauchte zweimal mehr Speicher, als für eines da ist. Teilen Sie es in kleinere Dateien, oder speichern Sie es mit geringerer Auflösung, und laden Sie das hoch.</translation>
    </message>
    <message>
        <source>Too much in it</source>
        <translation>Zu viel Inhalt</translation>
    </message>
    <message>
        <source>More was read from this document than can be kept for one. Split it into smaller files, and upload those.</source>
        <translation>Aus diesem Dokument wurde mehr gelesen, als für eines aufbewahrt werden kann. Teilen Sie es in kleinere Dateien und laden Sie diese hoch.</translation>
    </message>
    <message>
        <source>Something in this document met a fault of the program. Report it with the log, and enter the values by hand meanwhile.</source>
        <translation>Etwas in diesem Dokument traf auf einen Programmfehler. Melden Sie es mit dem Protokoll und geben Sie die Werte inzwischen von Hand ein.</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>Aufgegeben</translation>
    </message>
    <message>
        <source>The service stopped each time this document was read, so it was given up. The file may be damaged: open it, save it again as PDF, and upload that.</source>
        <translation>Der Dienst blieb jedes Mal stehen, wenn dieses Dokument gelesen wurde, daher wurde es aufgegeben. Die Datei ist womöglich beschädigt: Öffnen Sie sie, speichern Sie sie neu als PDF und laden Sie dieses hoch.</translation>
    </message>
    <message>
        <source>Could not be processed</source>
        <translation>Konnte nicht verarbeitet werden</translation>
    </message>
    <message>
        <source>The service met a fault of its own with this document. Redo it; if that fails too, report it with the log.</source>
        <translation>Der Dienst traf bei diesem Dokument auf einen eigenen Fehler. Lesen Sie es neu; schlägt auch das fehl, melden Sie es mit dem Protokoll.</translation>
    </message>
    <message>
        <source>The model is busy</source>
        <translation>Das Modell ist ausgelastet</translation>
    </message>
    <message>
        <source>{provider} had no room for this document each time it was asked. Redo it later.</source>
        <translation>{provider} hatte bei jeder Anfrage keinen Platz für dieses Dokument. Lesen Sie es später neu.</translation>
    </message>
    <message>
        <source>The model can&apos;t be reached</source>
        <translation>Das Modell ist nicht erreichbar</translation>
    </message>
    <message>
        <source>{provider} could not be reached, or had a fault, each time it was asked. Redo the document later.</source>
        <translation>{provider} war bei jeder Anfrage nicht erreichbar oder gestört. Lesen Sie das Dokument später neu.</translation>
    </message>
    <message>
        <source>The model took too long</source>
        <translation>Das Modell brauchte zu lange</translation>
    </message>
    <message>
        <source>{provider} did not answer in time, each time it was asked. Redo the document later, or split it into smaller files.</source>
        <translation>{provider} hat bei keiner Anfrage rechtzeitig geantwortet. Lesen Sie das Dokument später neu, oder teilen Sie es in kleinere Dateien.</translation>
    </message>
    <message>
        <source>The model was refused</source>
        <translation>Das Modell wurde verweigert</translation>
    </message>
    <message>
        <source>{provider} refused the key: it is wrong, is not paid for, or may not use this model. Put that right in the settings or with the provider, then redo the document.</source>
        <translation>{provider} hat den Schlüssel abgelehnt: Er ist falsch, nicht bezahlt oder darf dieses Modell nicht verwenden. Bringen Sie das in den Einstellungen oder beim Anbieter in Ordnung und lesen Sie das Dokument neu.</translation>
    </message>
    <message>
        <source>The key of the model is gone</source>
        <translation>Der Schlüssel des Modells ist weg</translation>
    </message>
    <message>
        <source>The key for the model was removed, or can&apos;t be used any more, while this document waited for an answer. Enter it again in Settings, under Reading, then redo the document.</source>
        <translation>Der Schlüssel für das Modell wurde entfernt oder ist nicht mehr verwendbar, während dieses Dokument auf Antwort wartete. Geben Sie ihn unter Einstellungen, Auslesen erneut ein und lesen Sie das Dokument neu.</translation>
    </message>
    <message>
        <source>The model declined</source>
        <translation>Das Modell hat abgelehnt</translation>
    </message>
    <message>
        <source>{provider} would not answer about this document: its own rules forbid what it takes it for. Read it with the local engine.</source>
        <translation>{provider} wollte zu diesem Dokument nicht antworten: Die eigenen Regeln verbieten, wofür es gehalten wird. Lesen Sie es mit der lokalen Erkennung.</translation>
    </message>
    <message>
        <source>The model&apos;s answer made no sense</source>
        <translation>Die Antwort des Modells ergab keinen Sinn</translation>
    </message>
    <message>
        <source>{provider} was asked several times and never answered with the fields of this document. Redo it, or read it with the local engine.</source>
        <translation>{provider} wurde mehrmals gefragt und antwortete nie mit den Feldern dieses Dokuments. Lesen Sie es neu oder mit der lokalen Erkennung.</translation>
    </message>
    <message>
        <source>Too long for the model</source>
        <translation>Zu lang für das Modell</translation>
    </message>
    <message>
        <source>This document is longer than the model can read at once. Split it into smaller files, or read it with the local engine.</source>
        <translation>Dieses Dokument ist länger, als das Modell auf einmal lesen kann. Teilen Sie es in kleinere Dateien, oder lesen Sie es mit der lokalen Erkennung.</translation>
    </message>
    <message>
        <source>This document is still in work</source>
        <translation>Dieses Dokument ist noch in Arbeit</translation>
    </message>
    <message>
        <source>Wait until it is done, or cancel it, before it is extracted again.</source>
        <translation>Warten Sie, bis es fertig ist, oder brechen Sie es ab, bevor es erneut ausgelesen wird.</translation>
    </message>
    <message>
        <source>This document has no data yet</source>
        <translation>Dieses Dokument hat noch keine Daten</translation>
    </message>
    <message>
        <source>Wait until it was read, or redo it if that failed.</source>
        <translation>Warten Sie, bis es gelesen ist, oder lesen Sie es neu, wenn das fehlschlug.</translation>
    </message>
    <message>
        <source>Other pages are being read</source>
        <translation>Andere Seiten werden gerade gelesen</translation>
    </message>
    <message>
        <source>Too many pages are waiting to be read. Try again in a moment.</source>
        <translation>Zu viele Seiten warten darauf, gelesen zu werden. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>This page cannot be shown</source>
        <translation>Diese Seite kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>The list has changed. Start again from its first page.</source>
        <translation>Die Liste hat sich geändert. Beginnen Sie wieder bei ihrer ersten Seite.</translation>
    </message>
    <message>
        <source>The upload protocol is not spoken</source>
        <translation>Das Upload-Protokoll wird nicht gesprochen</translation>
    </message>
    <message>
        <source>Tus-Resumable must be {VERSION}. Update the program.</source>
        <translation>Tus-Resumable muss {VERSION} sein. Aktualisieren Sie das Programm.</translation>
    </message>
    <message>
        <source>The upload is malformed</source>
        <translation>Das Hochladen ist fehlerhaft aufgebaut</translation>
    </message>
    <message>
        <source>Content-Type must be {CONTENT_TYPE}. Update the program.</source>
        <translation>Content-Type muss {CONTENT_TYPE} sein. Aktualisieren Sie das Programm.</translation>
    </message>
    <message>
        <source>The upload came too slowly</source>
        <translation>Das Hochladen war zu langsam</translation>
    </message>
    <message>
        <source>What has arrived is kept. Ask how much it is, and go on from there.</source>
        <translation>Was angekommen ist, bleibt. Von dort geht es weiter.</translation>
    </message>
    <message>
        <source>The bytes arrived changed</source>
        <translation>Die Daten kamen verändert an</translation>
    </message>
    <message>
        <source>They were thrown away. Send them again.</source>
        <translation>Sie wurden verworfen. Senden Sie sie erneut.</translation>
    </message>
    <message>
        <source>More bytes than announced</source>
        <translation>Mehr Daten als angekündigt</translation>
    </message>
    <message>
        <source>The file grew while it was uploaded. Add it to a new batch.</source>
        <translation>Die Datei ist beim Hochladen gewachsen. Fügen Sie sie einem neuen Stapel hinzu.</translation>
    </message>
    <message>
        <source>The service is receiving as much as it can</source>
        <translation>Der Dienst empfängt so viel, wie er kann</translation>
    </message>
    <message>
        <source>The upload goes on by itself in a few seconds.</source>
        <translation>Das Hochladen geht in wenigen Sekunden von selbst weiter.</translation>
    </message>
    <message>
        <source>Too many files at the same time</source>
        <translation>Zu viele Dateien gleichzeitig</translation>
    </message>
    <message>
        <source>An account may send {bodies_per_user} files at the same time. Wait until one is through.</source>
        <translation>Ein Konto darf {bodies_per_user} Dateien gleichzeitig senden. Warten Sie, bis eine durch ist.</translation>
    </message>
    <message>
        <source>The disk of the service is full</source>
        <translation>Der Datenträger des Dienstes ist voll</translation>
    </message>
    <message>
        <source>Nothing was lost. Try again later; on your own computer, free some space first.</source>
        <translation>Nichts ging verloren. Versuchen Sie es später erneut; auf dem eigenen Computer schaffen Sie zuerst Platz.</translation>
    </message>
    <message>
        <source>Too many uploads are unfinished</source>
        <translation>Zu viele Uploads sind unvollendet</translation>
    </message>
    <message>
        <source>Finish or cancel some of the uploads that have begun, then start this one again.</source>
        <translation>Beenden Sie einige begonnene Uploads oder brechen Sie sie ab, und beginnen Sie diesen dann neu.</translation>
    </message>
    <message>
        <source>The file is not the one announced</source>
        <translation>Die Datei ist nicht die angekündigte</translation>
    </message>
    <message>
        <source>The file changed between adding and uploading it. Add it to a new batch.</source>
        <translation>Die Datei hat sich zwischen Hinzufügen und Hochladen geändert. Fügen Sie sie einem neuen Stapel hinzu.</translation>
    </message>
    <message>
        <source>The upload was not finished</source>
        <translation>Das Hochladen wurde nicht beendet</translation>
    </message>
    <message>
        <source>It was begun and then not gone on with for so long that its first part was thrown away. Upload the file again.</source>
        <translation>Es wurde begonnen und so lange nicht fortgesetzt, dass der erste Teil verworfen wurde. Laden Sie die Datei erneut hoch.</translation>
    </message>
    <message>
        <source>The file is too large</source>
        <translation>Die Datei ist zu groß</translation>
    </message>
    <message>
        <source>“{filename}” is larger than the {value} MB that a file may have.</source>
        <translation>„{filename}“ ist größer als die {value} MB, die eine Datei haben darf.</translation>
    </message>
    <message>
        <source>This document waits for no file</source>
        <translation>Dieses Dokument wartet auf keine Datei</translation>
    </message>
    <message>
        <source>Its file has arrived already, or it was cancelled. Nothing needs to be sent.</source>
        <translation>Seine Datei ist schon angekommen, oder es wurde abgebrochen. Es muss nichts gesendet werden.</translation>
    </message>
    <message>
        <source>The upload came in too many pieces</source>
        <translation>Das Hochladen kam in zu vielen Stücken</translation>
    </message>
    <message>
        <source>A file may come in {max_turns} pieces. Cancel this upload and send larger ones.</source>
        <translation>Eine Datei darf in {max_turns} Stücken kommen. Brechen Sie dieses Hochladen ab und senden Sie größere.</translation>
    </message>
    <message>
        <source>The upload took too long</source>
        <translation>Das Hochladen dauerte zu lange</translation>
    </message>
    <message>
        <source>Its first part was thrown away. Upload the file again.</source>
        <translation>Der erste Teil wurde verworfen. Laden Sie die Datei erneut hoch.</translation>
    </message>
    <message>
        <source>Nothing of it was kept. Send the file again.</source>
        <translation>Nichts davon wurde behalten. Senden Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>The upload goes on elsewhere</source>
        <translation>Das Hochladen läuft anderswo weiter</translation>
    </message>
    <message>
        <source>Ask how much has arrived, and go on from there.</source>
        <translation>Es geht dort weiter, wo es angekommen ist.</translation>
    </message>
    <message>
        <source>The upload was interrupted</source>
        <translation>Das Hochladen wurde unterbrochen</translation>
    </message>
    <message>
        <source>The file was lost</source>
        <translation>Die Datei ging verloren</translation>
    </message>
    <message>
        <source>The uploaded file is no longer where the service keeps it. Add it to a new batch.</source>
        <translation>Die hochgeladene Datei ist nicht mehr dort, wo der Dienst sie aufbewahrt. Fügen Sie sie einem neuen Stapel hinzu.</translation>
    </message>
    <message>
        <source>The service restarts</source>
        <translation>Der Dienst startet neu</translation>
    </message>
    <message>
        <source>The file has arrived and is looked into as soon as the service runs again.</source>
        <translation>Die Datei ist angekommen und wird untersucht, sobald der Dienst wieder läuft.</translation>
    </message>
    <message>
        <source>Virus found</source>
        <translation>Virus gefunden</translation>
    </message>
    <message>
        <source>The virus scanner found “{virus}” in this file. It was deleted here and is not read. Do not open your copy; ask whoever sent it for a clean one.</source>
        <translation>Der Virenscanner hat „{virus}“ in dieser Datei gefunden. Sie wurde hier gelöscht und wird nicht gelesen. Öffnen Sie Ihre Kopie nicht; bitten Sie den Absender um eine saubere.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Der Datenträger ist voll</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>Schaffen Sie Platz und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The disk can&apos;t be used</source>
        <translation>Der Datenträger kann nicht verwendet werden</translation>
    </message>
    <message>
        <source>The computer can&apos;t read or write its files right now. Check the disk, and try again.</source>
        <translation>Der Computer kann seine Dateien gerade nicht lesen oder schreiben. Prüfen Sie den Datenträger und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Documents can&apos;t be read</source>
        <translation>Dokumente können nicht gelesen werden</translation>
    </message>
    <message>
        <source>The computer starts no process that reads documents, or ends each at once. Close other programs, and try again.</source>
        <translation>Der Computer startet keinen Leseprozess oder beendet jeden sofort. Schließen Sie andere Programme und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Looking into this file ended the reading process, twice. Open it, save it again as PDF, and add that.</source>
        <translation>Das Untersuchen dieser Datei hat den Leseprozess zweimal beendet. Öffnen Sie sie, speichern Sie sie neu als PDF und fügen Sie dieses hinzu.</translation>
    </message>
    <message>
        <source>Looking into this file took more memory than there is for one, twice. Open it, save it again as PDF, and add that.</source>
        <translation>Das Untersuchen dieser Datei brauchte zweimal mehr Speicher, als für eine da ist. Öffnen Sie sie, speichern Sie sie neu als PDF und fügen Sie dieses hinzu.</translation>
    </message>
    <message>
        <source>Looking into this file took too long and was stopped, twice. Open it, save it again as PDF, and add that.</source>
        <translation>Das Untersuchen dieser Datei dauerte zu lange und wurde zweimal angehalten. Öffnen Sie sie, speichern Sie sie neu als PDF und fügen Sie dieses hinzu.</translation>
    </message>
    <message>
        <source>Add the key in Settings, under Reading, and redo the document.</source>
        <translation>Fügen Sie den Schlüssel unter Einstellungen, Auslesen hinzu und lesen Sie das Dokument neu.</translation>
    </message>
    <message>
        <source>Enter the key again in Settings, under Reading, and redo the document.</source>
        <translation>Geben Sie den Schlüssel unter Einstellungen, Auslesen erneut ein und lesen Sie das Dokument neu.</translation>
    </message>
    <message>
        <source>Choose another address in Settings, under Reading, and redo the document.</source>
        <translation>Wählen Sie unter Einstellungen, Auslesen eine andere Adresse und lesen Sie das Dokument neu.</translation>
    </message>
    <message>
        <source>Add a key in Settings, under Reading, and choose it for a new batch.</source>
        <translation>Fügen Sie unter Einstellungen, Auslesen einen Schlüssel hinzu und wählen Sie ihn für einen neuen Stapel.</translation>
    </message>
    <message>
        <source>Upgrade the plan and redo the document.</source>
        <translation>Erweitern Sie den Tarif und lesen Sie das Dokument neu.</translation>
    </message>
    <message>
        <source>The model was not asked about this document: {cause}. What stands here is what the local engine read. {what_to_do}</source>
        <translation>Das Modell wurde zu diesem Dokument nicht gefragt: {cause}. Was hier steht, hat die lokale Erkennung gelesen. {what_to_do}</translation>
    </message>
    <message>
        <source>Reading it took too long or too much memory, and was stopped. Type what you see on it instead.</source>
        <translation>Das Lesen dauerte zu lange oder brauchte zu viel Speicher und wurde beendet. Tippen Sie stattdessen ein, was Sie sehen.</translation>
    </message>
    <message>
        <source>The database lacks tables</source>
        <translation>In der Datenbank fehlen Tabellen</translation>
    </message>
    <message>
        <source>The request is malformed</source>
        <translation>Die Anfrage ist fehlerhaft aufgebaut</translation>
    </message>
    <message>
        <source>A value cannot be stored</source>
        <translation>Ein Wert kann nicht gespeichert werden</translation>
    </message>
    <message>
        <source>Untitled Batch</source>
        <translation>Stapel ohne Namen</translation>
    </message>
    <message>
        <source>Takes what was read from the document.</source>
        <translation>Nimmt, was aus dem Dokument gelesen wurde.</translation>
    </message>
    <message>
        <source>The files cannot be stored</source>
        <translation>Die Dateien können nicht gespeichert werden</translation>
    </message>
    <message>
        <source>The place where files are kept does not take them. Check that it is there and may be written to, and try again.</source>
        <translation>Der Ablageort nimmt die Dateien nicht an. Prüfen Sie, ob er da und beschreibbar ist, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The payment service can&apos;t be reached</source>
        <translation>Der Zahlungsdienst ist nicht erreichbar</translation>
    </message>
    <message>
        <source>We can&apos;t reach our payment service right now. Try again in a minute.</source>
        <translation>Unser Zahlungsdienst ist gerade nicht erreichbar. Versuchen Sie es in einer Minute erneut.</translation>
    </message>
    <message>
        <source>Waiting for the virus scanner</source>
        <translation>Wartet auf den Virenscanner</translation>
    </message>
    <message>
        <source>The file has arrived and is kept until the virus scanner answers. It goes on by itself.</source>
        <translation>Die Datei ist angekommen und wird aufbewahrt, bis der Virenscanner antwortet. Es geht von selbst weiter.</translation>
    </message>
    <message>
        <source>The file is larger than the virus scanner takes. Whoever runs the service must raise the scanner&apos;s limit; then it goes on by itself.</source>
        <translation>Die Datei ist größer, als der Virenscanner annimmt. Der Betreiber des Dienstes muss dessen Grenze erhöhen; dann geht es von selbst weiter.</translation>
    </message>
    <message>
        <source>The database does not answer</source>
        <translation>Die Datenbank antwortet nicht</translation>
    </message>
    <message>
        <source>Free some space on the disk of the data folder, then start again.</source>
        <translation>Schaffen Sie Platz auf dem Datenträger des Datenordners und starten Sie neu.</translation>
    </message>
    <message>
        <source>The database file can&apos;t be opened</source>
        <translation>Die Datenbankdatei kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Check that the data folder is on a disk that works and that you may write in it, then start again.</source>
        <translation>Prüfen Sie, ob der Datenordner auf einem funktionierenden Datenträger liegt und Sie darin schreiben dürfen, und starten Sie neu.</translation>
    </message>
    <message>
        <source>The page can&apos;t be opened</source>
        <translation>Die Seite kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>The service gave an address that is none of the web. Try again; if it stays so, report it.</source>
        <translation>Der Dienst nannte eine Adresse, die keine Webadresse ist. Versuchen Sie es erneut; bleibt es so, melden Sie es.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>The passphrase was given up, and the sign-in with it. Sign in to go on; nothing is lost.</source>
        <translation>Die Passphrase wurde aufgegeben und mit ihr die Anmeldung. Melden Sie sich an, um weiterzumachen; nichts geht verloren.</translation>
    </message>
    <message>
        <source>This account is not on this computer</source>
        <translation>Dieses Konto ist nicht auf diesem Computer</translation>
    </message>
    <message>
        <source>Sign in to it to have it here.</source>
        <translation>Melden Sie sich bei ihm an, um es hier zu haben.</translation>
    </message>
    <message>
        <source>This batch is being submitted</source>
        <translation>Dieser Stapel wird gerade abgeschickt</translation>
    </message>
    <message>
        <source>Wait a moment; it will be listed in Batches.</source>
        <translation>Warten Sie einen Moment; er erscheint unter Stapel.</translation>
    </message>
    <message>
        <source>The batch is not ready</source>
        <translation>Der Stapel ist nicht bereit</translation>
    </message>
    <message>
        <source>Files were changed</source>
        <translation>Dateien wurden geändert</translation>
    </message>
    <message>
        <source>Files are in another batch by now</source>
        <translation>Dateien sind inzwischen in einem anderen Stapel</translation>
    </message>
    <message>
        <source>The batch cannot be changed any more</source>
        <translation>Der Stapel kann nicht mehr geändert werden</translation>
    </message>
    <message>
        <source>The service has it, or it was deleted. Make a new batch of its files.</source>
        <translation>Der Dienst hat ihn, oder er wurde gelöscht. Machen Sie einen neuen Stapel aus seinen Dateien.</translation>
    </message>
    <message>
        <source>“{title}” is yours already. Choose another name.</source>
        <translation>„{title}“ gibt es bei Ihnen schon. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>The preset has no name</source>
        <translation>Die Vorlage hat keinen Namen</translation>
    </message>
    <message>
        <source>It is not known how this was made</source>
        <translation>Es ist nicht bekannt, wie das erstellt wurde</translation>
    </message>
    <message>
        <source>An earlier version of IngestIO wrote it. Export the documents again.</source>
        <translation>Eine frühere Version von IngestIO hat es geschrieben. Exportieren Sie die Dokumente noch einmal.</translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>IngestIO was closed while this was being written. Export again.</source>
        <translation>IngestIO wurde beim Schreiben geschlossen. Exportieren Sie erneut.</translation>
    </message>
    <message>
        <source>Duplicate in this batch</source>
        <translation>Doppelt in diesem Stapel</translation>
    </message>
    <message>
        <source>It has the same content as “{where}”. Remove it, or include it anyway.</source>
        <translation>Sie hat denselben Inhalt wie „{where}“. Entfernen Sie sie, oder nehmen Sie sie trotzdem auf.</translation>
    </message>
    <message>
        <source>Already extracted</source>
        <translation>Schon ausgelesen</translation>
    </message>
    <message>
        <source>It was extracted in the batch “{batch_title}” on {created_at}. Open it there, or include it anyway.</source>
        <translation>Sie wurde im Stapel „{batch_title}“ am {created_at} ausgelesen. Öffnen Sie sie dort, oder nehmen Sie sie trotzdem auf.</translation>
    </message>
    <message>
        <source>Over the batch limit</source>
        <translation>Über der Stapelgrenze</translation>
    </message>
    <message>
        <source>A batch takes up to {limit} files. Remove others, or put this file into another batch.</source>
        <translation>Ein Stapel fasst bis zu {limit} Dateien. Entfernen Sie andere, oder legen Sie diese Datei in einen anderen Stapel.</translation>
    </message>
    <message>
        <source>The document is no longer there</source>
        <translation>Das Dokument ist nicht mehr da</translation>
    </message>
    <message>
        <source>It was deleted. Go back to the batch.</source>
        <translation>Es wurde gelöscht. Gehen Sie zurück zum Stapel.</translation>
    </message>
    <message>
        <source>Changed since it was added</source>
        <translation>Seit dem Hinzufügen geändert</translation>
    </message>
    <message>
        <source>The file was changed after it was added. Read it again as it is now, or remove it.</source>
        <translation>Die Datei wurde nach dem Hinzufügen geändert. Lesen Sie sie neu, wie sie jetzt ist, oder entfernen Sie sie.</translation>
    </message>
    <message>
        <source>The file is no longer where it was when it was added. Put it back and read it again, or remove it.</source>
        <translation>Die Datei ist nicht mehr dort, wo sie beim Hinzufügen war. Legen Sie sie zurück und lesen Sie sie neu, oder entfernen Sie sie.</translation>
    </message>
    <message>
        <source>You are signed out</source>
        <translation>Sie sind abgemeldet</translation>
    </message>
    <message>
        <source>What was kept on this computer is here. Sign in to go on.</source>
        <translation>Was auf diesem Computer aufbewahrt wurde, ist hier. Melden Sie sich an, um weiterzumachen.</translation>
    </message>
    <message>
        <source>This is not the account’s name</source>
        <translation>Das ist nicht der Name des Kontos</translation>
    </message>
    <message>
        <source>Nothing was deleted. Confirm with the account’s e-mail address.</source>
        <translation>Es wurde nichts gelöscht. Bestätigen Sie mit der E-Mail-Adresse des Kontos.</translation>
    </message>
    <message>
        <source>This account is not in use</source>
        <translation>Dieses Konto ist nicht aktiv</translation>
    </message>
    <message>
        <source>This computer has no sign-in</source>
        <translation>Dieser Computer hat keine Anmeldung</translation>
    </message>
    <message>
        <source>There is nothing to sign out of. Delete its batches instead.</source>
        <translation>Es gibt nichts, wovon man sich abmelden könnte. Löschen Sie stattdessen seine Stapel.</translation>
    </message>
    <message>
        <source>It was removed already.</source>
        <translation>Es wurde schon entfernt.</translation>
    </message>
    <message>
        <source>Switch to it first, then try again.</source>
        <translation>Wechseln Sie zuerst dorthin und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Not all could be removed from this computer</source>
        <translation>Nicht alles konnte von diesem Computer entfernt werden</translation>
    </message>
    <message>
        <source>“{doomed}” is still there: {strerror}. Close what uses it, then remove it.</source>
        <translation>„{doomed}“ ist noch da: {strerror}. Schließen Sie, was es verwendet, und entfernen Sie es dann.</translation>
    </message>
    <message>
        <source>“{folder}” is still there: {strerror}. Close what uses it, then remove it.</source>
        <translation>„{folder}“ ist noch da: {strerror}. Schließen Sie, was es verwendet, und entfernen Sie es dann.</translation>
    </message>
    <message>
        <source>Not all can be sent</source>
        <translation>Nicht alles kann gesendet werden</translation>
    </message>
    <message>
        <source>{count} left: what the service refused, what is not saved, or a new batch that is not submitted. Look at it first, keep it on this computer, or discard it.</source>
        <translation>{count} übrig: was der Dienst abgelehnt hat, was nicht gespeichert ist oder ein neuer, nicht abgeschickter Stapel. Sehen Sie es zuerst an, behalten Sie es auf diesem Computer, oder verwerfen Sie es.</translation>
    </message>
    <message>
        <source>The column has no name</source>
        <translation>Die Spalte hat keinen Namen</translation>
    </message>
    <message>
        <source>Type a name for the new column.</source>
        <translation>Geben Sie einen Namen für die neue Spalte ein.</translation>
    </message>
    <message>
        <source>Purchase order</source>
        <translation>Bestellung</translation>
    </message>
    <message>
        <source>Bank statement</source>
        <translation>Kontoauszug</translation>
    </message>
    <message>
        <source>Name, address, date of birth, date, signature</source>
        <translation>Name, Adresse, Geburtsdatum, Datum, Unterschrift</translation>
    </message>
    <message>
        <source>The prompt has no name</source>
        <translation>Die Anweisung hat keinen Namen</translation>
    </message>
    <message>
        <source>Type a name to find it by.</source>
        <translation>Geben Sie einen Namen ein, unter dem Sie sie finden.</translation>
    </message>
    <message>
        <source>Say what to extract before saving it.</source>
        <translation>Sagen Sie, was ausgelesen werden soll, bevor Sie speichern.</translation>
    </message>
    <message>
        <source>This name is taken</source>
        <translation>Dieser Name ist vergeben</translation>
    </message>
    <message>
        <source>“{name}” is {what}. Choose another name.</source>
        <translation>„{name}“ ist {what}. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>The report could not be saved</source>
        <translation>Der Bericht konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>“{target}” could not be written: {strerror}. Choose another folder.</source>
        <translation>„{target}“ konnte nicht geschrieben werden: {strerror}. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Put it back where it was, or delete the document here too.</source>
        <translation>Legen Sie sie wieder an ihren Platz oder löschen Sie das Dokument auch hier.</translation>
    </message>
    <message>
        <source>This batch is no longer open</source>
        <translation>Dieser Stapel ist nicht mehr offen</translation>
    </message>
    <message>
        <source>It was discarded. Start a new batch.</source>
        <translation>Er wurde verworfen. Beginnen Sie einen neuen Stapel.</translation>
    </message>
    <message>
        <source>The folder is not there</source>
        <translation>Der Ordner ist nicht da</translation>
    </message>
    <message>
        <source>“{path}” can’t be found. If it is on another computer or disk, it goes on by itself when that is back. Otherwise choose another folder.</source>
        <translation>„{path}“ ist nicht zu finden. Liegt er auf einem anderen Computer oder Datenträger, geht es von selbst weiter, wenn dieser wieder da ist. Sonst wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The folder may not be read</source>
        <translation>Der Ordner darf nicht gelesen werden</translation>
    </message>
    <message>
        <source>You have no permission to list “{path}”. Ask its owner, or choose another folder.</source>
        <translation>Sie dürfen „{path}“ nicht auflisten. Fragen Sie den Besitzer, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The folder holds what is done</source>
        <translation>Der Ordner enthält Erledigtes</translation>
    </message>
    <message>
        <source>Files of a watched folder are moved to “{path}”, so it can’t be watched itself. Choose another folder.</source>
        <translation>Dateien eines überwachten Ordners werden nach „{path}“ verschoben, daher kann dieser nicht selbst überwacht werden. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Files could not be moved</source>
        <translation>Dateien konnten nicht verschoben werden</translation>
    </message>
    <message>
        <source>“{folder}” can’t be written: {value}. The files are in a batch already and stay where they are. Check the folder; it goes on by itself.</source>
        <translation>In „{folder}“ kann nicht geschrieben werden: {value}. Die Dateien sind schon in einem Stapel und bleiben, wo sie sind. Prüfen Sie den Ordner; es geht von selbst weiter.</translation>
    </message>
    <message>
        <source>Too few pages are left this month</source>
        <translation>Diesen Monat sind zu wenige Seiten übrig</translation>
    </message>
    <message>
        <source>{files} file waits in the folder until pages are left again. Upgrade your plan, or use this computer.</source>
        <translation>{files} Datei wartet im Ordner, bis wieder Seiten übrig sind. Erweitern Sie Ihren Tarif, oder verwenden Sie diesen Computer.</translation>
    </message>
    <message>
        <source>{files} files wait in the folder until pages are left again. Upgrade your plan, or use this computer.</source>
        <translation>{files} Dateien warten im Ordner, bis wieder Seiten übrig sind. Erweitern Sie Ihren Tarif, oder verwenden Sie diesen Computer.</translation>
    </message>
    <message>
        <source>Your plan has no batches</source>
        <translation>Ihr Tarif hat keine Stapel</translation>
    </message>
    <message>
        <source>The files wait in the folder. Upgrade your plan, or use this computer.</source>
        <translation>Die Dateien warten im Ordner. Erweitern Sie Ihren Tarif, oder verwenden Sie diesen Computer.</translation>
    </message>
    <message>
        <source>The account was not reached yet</source>
        <translation>Das Konto wurde noch nicht erreicht</translation>
    </message>
    <message>
        <source>What its plan allows is not known here. The files are taken once the service was reached.</source>
        <translation>Was sein Tarif erlaubt, ist hier nicht bekannt. Die Dateien werden genommen, sobald der Dienst erreicht wurde.</translation>
    </message>
    <message>
        <source>The folder’s account is gone</source>
        <translation>Das Konto des Ordners ist nicht mehr da</translation>
    </message>
    <message>
        <source>Its files wait. Have another account take the folder over in the settings, or stop watching it.</source>
        <translation>Seine Dateien warten. Lassen Sie in den Einstellungen ein anderes Konto den Ordner übernehmen, oder beenden Sie das Überwachen.</translation>
    </message>
    <message>
        <source>The folder has no prompt</source>
        <translation>Der Ordner hat keine Anweisung</translation>
    </message>
    <message>
        <source>Say what to extract, or choose auto-detect.</source>
        <translation>Sagen Sie, was ausgelesen werden soll, oder wählen Sie Automatisch.</translation>
    </message>
    <message>
        <source>This batch is being submitted.</source>
        <translation>Dieser Stapel wird gerade abgeschickt.</translation>
    </message>
    <message>
        <source>Your plan has no batches. Upgrade it, or use this computer.</source>
        <translation>Ihr Tarif hat keine Stapel. Erweitern Sie ihn, oder verwenden Sie diesen Computer.</translation>
    </message>
    <message>
        <source>No valid file yet. Each row says why; add another one.</source>
        <translation>Noch keine gültige Datei. In jeder Zeile steht, warum; fügen Sie eine andere hinzu.</translation>
    </message>
    <message>
        <source>{checking} still being checked.</source>
        <translation>{checking} noch geprüft.</translation>
    </message>
    <message>
        <source>Say what to extract.</source>
        <translation>Sagen Sie, was ausgelesen werden soll.</translation>
    </message>
    <message>
        <source>Say what to extract from {names}{others}.</source>
        <translation>Sagen Sie, was aus {names}{others} ausgelesen werden soll.</translation>
    </message>
    <message>
        <source>This batch has {needed} and {value} left this month. Remove some files, upgrade your plan, or use this computer.</source>
        <translation>Dieser Stapel hat {needed}, und diesen Monat sind noch {value} übrig. Entfernen Sie einige Dateien, erweitern Sie Ihren Tarif, oder verwenden Sie diesen Computer.</translation>
    </message>
    <message>
        <source>This page is a picture</source>
        <translation>Diese Seite ist ein Bild</translation>
    </message>
    <message>
        <source>Its text can be read when you are online. Until then, type what you see.</source>
        <translation>Ihr Text kann gelesen werden, sobald Sie online sind. Tippen Sie bis dahin ein, was Sie sehen.</translation>
    </message>
    <message>
        <source>No text was found there</source>
        <translation>Dort wurde kein Text gefunden</translation>
    </message>
    <message>
        <source>Draw the box a little larger, or type what you see.</source>
        <translation>Ziehen Sie den Rahmen etwas größer auf, oder tippen Sie ein, was Sie sehen.</translation>
    </message>
    <message>
        <source>The clock of this computer is wrong</source>
        <translation>Die Uhr dieses Computers geht falsch</translation>
    </message>
    <message>
        <source>The change could not be sent</source>
        <translation>Die Änderung konnte nicht gesendet werden</translation>
    </message>
    <message>
        <source>Something went wrong in IngestIO. Try again; if it happens again, please report it.</source>
        <translation>In IngestIO ist etwas schiefgegangen. Versuchen Sie es noch einmal; wenn es wieder geschieht, melden Sie es bitte.</translation>
    </message>
    <message>
        <source>The upload broke</source>
        <translation>Das Hochladen ist abgebrochen</translation>
    </message>
    <message>
        <source>The document was deleted on the service</source>
        <translation>Das Dokument wurde beim Dienst gelöscht</translation>
    </message>
    <message>
        <source>Your changes to it are still here. Keep them as a new document, or delete it here too.</source>
        <translation>Ihre Änderungen daran sind noch hier. Behalten Sie sie als neues Dokument oder löschen Sie es auch hier.</translation>
    </message>
    <message>
        <source>The file is no longer there</source>
        <translation>Die Datei ist nicht mehr da</translation>
    </message>
    <message>
        <source>It was moved, renamed or deleted while it was open. Go back to the batch and open it again.</source>
        <translation>Sie wurde verschoben, umbenannt oder gelöscht, während sie offen war. Gehen Sie zum Stapel zurück und öffnen Sie sie erneut.</translation>
    </message>
    <message>
        <source>The file is protected by a password. Save a copy without one and add that.</source>
        <translation>Die Datei ist durch ein Passwort geschützt. Speichern Sie eine Kopie ohne Passwort und fügen Sie diese hinzu.</translation>
    </message>
    <message>
        <source>The accounts of this computer could not be noted</source>
        <translation>Die Konten dieses Computers konnten nicht vermerkt werden</translation>
    </message>
    <message>
        <source>“{path}” could not be written: {strerror}. Check the folder and the disk.</source>
        <translation>„{path}“ konnte nicht geschrieben werden: {strerror}. Prüfen Sie den Ordner und die Festplatte.</translation>
    </message>
    <message>
        <source>It is {by} ahead of the service’s. Set date and time, or your work gets a wrong one.</source>
        <translation>Sie geht {by} gegenüber der des Dienstes vor. Stellen Sie Datum und Uhrzeit, sonst bekommt Ihre Arbeit eine falsche.</translation>
    </message>
    <message>
        <source>Something went wrong in IngestIO. Try again, and report it.</source>
        <translation>In IngestIO ist etwas schiefgegangen. Versuchen Sie es erneut und melden Sie es.</translation>
    </message>
    <message>
        <source>It is {by} behind the service’s. Set date and time, or your work gets a wrong one.</source>
        <translation>Sie geht {by} gegenüber der des Dienstes nach. Stellen Sie Datum und Uhrzeit, sonst bekommt Ihre Arbeit eine falsche.</translation>
    </message>
    <message>
        <source>The file is not on this computer</source>
        <translation>Die Datei ist nicht auf diesem Computer</translation>
    </message>
    <message>
        <source>“{filename}” is with the service, which cannot be reached now. Try again later.</source>
        <translation>„{filename}“ ist beim Dienst, der gerade nicht erreichbar ist. Versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>The service cannot be reached</source>
        <translation>Der Dienst ist nicht erreichbar</translation>
    </message>
    <message>
        <source>It is still starting, or the network is away. Try again in a moment.</source>
        <translation>Er startet noch, oder das Netzwerk ist weg. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The document was changed meanwhile</source>
        <translation>Das Dokument wurde inzwischen geändert</translation>
    </message>
    <message>
        <source>It was changed elsewhere while you were editing it. Compare both and choose.</source>
        <translation>Es wurde anderswo geändert, während Sie es bearbeitet haben. Vergleichen Sie beides und wählen Sie.</translation>
    </message>
    <message>
        <source>The local data cannot be used</source>
        <translation>Die lokalen Daten können nicht verwendet werden</translation>
    </message>
    <message>
        <source>“{path}” could not be read or written: {why}. </source>
        <translation>„{path}“ konnte nicht gelesen oder geschrieben werden: {why}. </translation>
    </message>
    <message>
        <source>Check the folder and who owns it, then start again.</source>
        <translation>Prüfen Sie den Ordner und seinen Besitzer und starten Sie neu.</translation>
    </message>
    <message>
        <source>This file was cancelled before it was sent. Add it to a new batch to have it read.</source>
        <translation>Diese Datei wurde vor dem Senden abgebrochen. Fügen Sie sie einem neuen Stapel hinzu, um sie lesen zu lassen.</translation>
    </message>
    <message>
        <source>The document could not be read</source>
        <translation>Das Dokument konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>The service did not say why. Try it again.</source>
        <translation>Der Dienst hat keinen Grund genannt. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Something went wrong in IngestIO</source>
        <translation>In IngestIO ist etwas schiefgegangen</translation>
    </message>
    <message>
        <source>This is a mistake in the program, not of yours. Nothing was lost; please try again.</source>
        <translation>Das ist ein Fehler im Programm, nicht Ihrer. Nichts ging verloren; bitte versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>A task in the background ended with {name}. Try again; if it happens again, please report it.</source>
        <translation>Eine Aufgabe im Hintergrund endete mit {name}. Versuchen Sie es erneut; geschieht es wieder, melden Sie es bitte.</translation>
    </message>
    <message>
        <source>The file could not be opened: it stopped the program that looked at it. Open it in its own program and save it again.</source>
        <translation>Die Datei konnte nicht geöffnet werden: Sie hat das Programm angehalten, das sie ansah. Öffnen Sie sie in ihrem eigenen Programm und speichern Sie sie neu.</translation>
    </message>
    <message>
        <source>The work in the background stopped</source>
        <translation>Die Arbeit im Hintergrund ist stehen geblieben</translation>
    </message>
    <message>
        <source>A part of IngestIO ended unexpectedly. Try again; if it happens again, please report it.</source>
        <translation>Ein Teil von IngestIO endete unerwartet. Versuchen Sie es erneut; geschieht es wieder, melden Sie es bitte.</translation>
    </message>
    <message>
        <source>This document has no pages</source>
        <translation>Dieses Dokument hat keine Seiten</translation>
    </message>
    <message>
        <source>It is an e-invoice as plain XML: all that it says stands in the fields.</source>
        <translation>Es ist eine E-Rechnung als reines XML: Alles, was sie sagt, steht in den Feldern.</translation>
    </message>
    <message>
        <source>The page cannot be shown</source>
        <translation>Die Seite kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>Page {number} of “{name}” could not be drawn. Open the file in its own program to look at it.</source>
        <translation>Seite {number} von „{name}“ konnte nicht gezeichnet werden. Öffnen Sie die Datei in ihrem eigenen Programm, um sie anzusehen.</translation>
    </message>
    <message>
        <source>The settings could not be saved</source>
        <translation>Die Einstellungen konnten nicht gespeichert werden</translation>
    </message>
    <message>
        <source>“{path}” could not be written: {strerror}. Check the folder and try again.</source>
        <translation>„{path}“ konnte nicht geschrieben werden: {strerror}. Prüfen Sie den Ordner und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Enter your passphrase, then sign in.</source>
        <translation>Geben Sie Ihre Passphrase ein und melden Sie sich dann an.</translation>
    </message>
    <message>
        <source>Write an address that begins with https://. Only a service on this computer may have http://.</source>
        <translation>Schreiben Sie eine Adresse, die mit https:// beginnt. Nur ein Dienst auf diesem Computer darf http:// haben.</translation>
    </message>
    <message>
        <source>Leave the name and password out of the address. They have their own boxes, and are kept in the keyring.</source>
        <translation>Lassen Sie Namen und Passwort aus der Adresse weg. Sie haben eigene Felder und werden im Schlüsselbund aufbewahrt.</translation>
    </message>
    <message>
        <source>Write the proxy’s address with its port, such as http://proxy.example.com:3128.</source>
        <translation>Schreiben Sie die Adresse des Proxys mit Port, etwa http://proxy.example.com:3128.</translation>
    </message>
    <message>
        <source>Use only {folder}, {date}, {time} and {count} between braces.</source>
        <translation>Verwenden Sie zwischen geschweiften Klammern nur {folder}, {date}, {time} und {count}.</translation>
    </message>
    <message>
        <source>Choose a folder by its whole path.</source>
        <translation>Wählen Sie einen Ordner mit vollem Pfad.</translation>
    </message>
    <message>
        <source>Choose one prompt for all files, or auto-detect.</source>
        <translation>Wählen Sie eine Anweisung für alle Dateien oder Automatisch.</translation>
    </message>
    <message>
        <source>Choose another folder for what is done than the watched one.</source>
        <translation>Wählen Sie für Erledigtes einen anderen Ordner als den überwachten.</translation>
    </message>
    <message>
        <source>Starting it ended with {name}. Start IngestIO again; if it happens again, please report it.</source>
        <translation>Der Start endete mit {name}. Starten Sie IngestIO erneut; geschieht es wieder, melden Sie es bitte.</translation>
    </message>
    <message>
        <source>an Excel workbook</source>
        <translation>eine Excel-Mappe</translation>
    </message>
    <message>
        <source>a Word document</source>
        <translation>ein Word-Dokument</translation>
    </message>
    <message>
        <source>a PowerPoint presentation</source>
        <translation>eine PowerPoint-Präsentation</translation>
    </message>
    <message>
        <source>an OpenDocument spreadsheet</source>
        <translation>eine OpenDocument-Tabelle</translation>
    </message>
    <message>
        <source>an OpenDocument file</source>
        <translation>eine OpenDocument-Datei</translation>
    </message>
    <message>
        <source>an e-book (EPUB)</source>
        <translation>ein E-Book (EPUB)</translation>
    </message>
    <message>
        <source>a file of Pages, Numbers or Keynote</source>
        <translation>eine Datei von Pages, Numbers oder Keynote</translation>
    </message>
    <message>
        <source>an Excel workbook of an old version</source>
        <translation>eine Excel-Mappe alter Version</translation>
    </message>
    <message>
        <source>a Word document of an old version</source>
        <translation>ein Word-Dokument alter Version</translation>
    </message>
    <message>
        <source>a PowerPoint presentation of an old version</source>
        <translation>eine PowerPoint-Präsentation alter Version</translation>
    </message>
    <message>
        <source>an Office file with a password</source>
        <translation>eine Office-Datei mit Passwort</translation>
    </message>
    <message>
        <source>an Office file of an old version</source>
        <translation>eine Office-Datei alter Version</translation>
    </message>
    <message>
        <source>an Outlook message</source>
        <translation>eine Outlook-Nachricht</translation>
    </message>
    <message>
        <source>a GIF picture</source>
        <translation>ein GIF-Bild</translation>
    </message>
    <message>
        <source>a TIFF picture</source>
        <translation>ein TIFF-Bild</translation>
    </message>
    <message>
        <source>a BMP picture</source>
        <translation>ein BMP-Bild</translation>
    </message>
    <message>
        <source>a WebP picture</source>
        <translation>ein WebP-Bild</translation>
    </message>
    <message>
        <source>a HEIC or AVIF picture</source>
        <translation>ein HEIC- oder AVIF-Bild</translation>
    </message>
    <message>
        <source>a Photoshop picture</source>
        <translation>ein Photoshop-Bild</translation>
    </message>
    <message>
        <source>a film</source>
        <translation>ein Film</translation>
    </message>
    <message>
        <source>an RTF document</source>
        <translation>ein RTF-Dokument</translation>
    </message>
    <message>
        <source>a PostScript file</source>
        <translation>eine PostScript-Datei</translation>
    </message>
    <message>
        <source>a ZIP archive</source>
        <translation>ein ZIP-Archiv</translation>
    </message>
    <message>
        <source>a 7-Zip archive</source>
        <translation>ein 7-Zip-Archiv</translation>
    </message>
    <message>
        <source>a RAR archive</source>
        <translation>ein RAR-Archiv</translation>
    </message>
    <message>
        <source>a gzip archive</source>
        <translation>ein gzip-Archiv</translation>
    </message>
    <message>
        <source>a bzip2 archive</source>
        <translation>ein bzip2-Archiv</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>ein Programm</translation>
    </message>
    <message>
        <source>a database</source>
        <translation>eine Datenbank</translation>
    </message>
    <message>
        <source>a web page (HTML)</source>
        <translation>eine Webseite (HTML)</translation>
    </message>
    <message>
        <source>a text file</source>
        <translation>eine Textdatei</translation>
    </message>
    <message>
        <source>a text file that is no e-invoice</source>
        <translation>eine Textdatei, die keine E-Rechnung ist</translation>
    </message>
    <message>
        <source>an XML file with a document type definition, and no e-invoice</source>
        <translation>eine XML-Datei mit Dokumenttypdefinition und keine E-Rechnung</translation>
    </message>
    <message>
        <source>an XML file (“{name}”), but no e-invoice</source>
        <translation>eine XML-Datei („{name}“), aber keine E-Rechnung</translation>
    </message>
    <message>
        <source>no type of file that is known here</source>
        <translation>kein hier bekannter Dateityp</translation>
    </message>
    <message>
        <source>it had no room</source>
        <translation>es hatte keinen Platz</translation>
    </message>
    <message>
        <source>it could not be reached</source>
        <translation>es war nicht erreichbar</translation>
    </message>
    <message>
        <source>it took too long</source>
        <translation>es dauerte zu lange</translation>
    </message>
    <message>
        <source>it refused the key</source>
        <translation>es hat den Schlüssel abgelehnt</translation>
    </message>
    <message>
        <source>it would not answer</source>
        <translation>es wollte nicht antworten</translation>
    </message>
    <message>
        <source>the document is too long for it</source>
        <translation>das Dokument ist ihm zu lang</translation>
    </message>
    <message>
        <source>its answer was cut off</source>
        <translation>seine Antwort brach ab</translation>
    </message>
    <message>
        <source>its answers made no sense</source>
        <translation>seine Antworten ergaben keinen Sinn</translation>
    </message>
    <message>
        <source>it gave no answer</source>
        <translation>es gab keine Antwort</translation>
    </message>
    <message>
        <source>the key that was chosen for it was removed</source>
        <translation>der dafür gewählte Schlüssel wurde entfernt</translation>
    </message>
    <message>
        <source>the service can&apos;t decrypt the key any more</source>
        <translation>der Dienst kann den Schlüssel nicht mehr entschlüsseln</translation>
    </message>
    <message>
        <source>the service asks the address of the key no more</source>
        <translation>der Dienst fragt die Adresse des Schlüssels nicht mehr</translation>
    </message>
    <message>
        <source>the service has no model of its own any more</source>
        <translation>der Dienst hat kein eigenes Modell mehr</translation>
    </message>
    <message>
        <source>the plan has no models any more</source>
        <translation>der Tarif hat keine Modelle mehr</translation>
    </message>
    <message>
        <source>is not valid yet</source>
        <translation>gilt noch nicht</translation>
    </message>
    <message>
        <source>is over</source>
        <translation>ist abgelaufen</translation>
    </message>
    <message>
        <source>{how}, {percent} sure</source>
        <translation>{how}, {percent} sicher</translation>
    </message>
    <message>
        <source>Read on page {page}</source>
        <translation>Auf Seite {page} gelesen</translation>
    </message>
    <message>
        <source>“{document}” ({learned})</source>
        <translation>„{document}“ ({learned})</translation>
    </message>
    <message>
        <source>, in part</source>
        <translation>, teilweise</translation>
    </message>
    <message>
        <source> in line {line}</source>
        <translation> in Zeile {line}</translation>
    </message>
    <message>
        <source> of line {line}</source>
        <translation> von Zeile {line}</translation>
    </message>
    <message>
        <source> on page {page}</source>
        <translation> auf Seite {page}</translation>
    </message>
    <message>
        <source> and {count} more</source>
        <translation> und {count} weitere</translation>
    </message>
    <message>
        <source> The same holds for {count} more.</source>
        <translation> Dasselbe gilt für {count} weitere.</translation>
    </message>
    <message>
        <source> beside “{text}”</source>
        <translation> neben „{text}“</translation>
    </message>
    <message>
        <source>; {quantity} × {price} is {amount}</source>
        <translation>; {quantity} × {price} ergibt {amount}</translation>
    </message>
    <message>
        <source>page {page}</source>
        <translation>Seite {page}</translation>
    </message>
    <message>
        <source>pages {pages}</source>
        <translation>den Seiten {pages}</translation>
    </message>
    <message>
        <source>yours already</source>
        <translation>schon Ihre eigene</translation>
    </message>
    <message>
        <source>a default</source>
        <translation>eine Vorlage</translation>
    </message>
    <message>
        <source>right of</source>
        <translation>rechts von</translation>
    </message>
    <message>
        <source>below</source>
        <translation>unter</translation>
    </message>
    <message>
        <source>behind</source>
        <translation>hinter</translation>
    </message>
    <message>
        <source>ahead of</source>
        <translation>vor</translation>
    </message>
    <message>
        <source>looks</source>
        <translation>sieht aus</translation>
    </message>
    <message>
        <source>look</source>
        <translation>sehen aus</translation>
    </message>
    <message>
        <source>a second</source>
        <translation>eine Sekunde</translation>
    </message>
    <message>
        <source>amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>day</source>
        <translation>der Tag</translation>
    </message>
    <message>
        <source>month</source>
        <translation>der Monat</translation>
    </message>
    <message>
        <source>name or address</source>
        <translation>Name oder Adresse</translation>
    </message>
</context>
<context>
    <name>SettingsForm</name>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Appearance and language</source>
        <translation>Aussehen und Sprache</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Exports</source>
        <translation>Exporte</translation>
    </message>
    <message>
        <source>Watched folders</source>
        <translation>Überwachte Ordner</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Mitteilungen</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <source>No setting is called that.</source>
        <translation>Keine Einstellung heißt so.</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
</context>
</TS>
