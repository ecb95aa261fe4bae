"""What is said below the window, as templates; made by `packaging/sentences.py`, never edited."""

from typing import Final

from ingestio_desktop.language import QT_TRANSLATE_NOOP

SENTENCES: Final = (
    QT_TRANSLATE_NOOP("Sentences", "{label} {isoformat} is before {lower} {isoformat2}"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Row {number} is dated {isoformat}, outside the period {isoformat2} to {isoformat3}"
    ),
    QT_TRANSLATE_NOOP("Sentences", "Row {number} has no {lower}{reason}"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Row {number}: {quantity} × {unit_price} is {cent}, {lower} says {amount}"
    ),
    QT_TRANSLATE_NOOP("Sentences", "{label} is required and not there"),
    QT_TRANSLATE_NOOP("Sentences", "{label} is required and not there in row {number}"),
    QT_TRANSLATE_NOOP(
        "Sentences", "{label} {start} and {lower} of {moved} make {value}, {lower2} says {end}"
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "Row {number}: {before} and {amount} make {expected}, {lower} says {balance}"
    ),
    QT_TRANSLATE_NOOP("Sentences", "Edited by you"),
    QT_TRANSLATE_NOOP("Sentences", "{label} was not found in the document"),
    QT_TRANSLATE_NOOP("Sentences", "Not found on the page, so it may be made up"),
    QT_TRANSLATE_NOOP("Sentences", "Read from the e-invoice"),
    QT_TRANSLATE_NOOP("Sentences", "Read twice, differently: {value}"),
    QT_TRANSLATE_NOOP("Sentences", "Read with doubt: “{read}”, {percent} sure; it may also be “{text}”"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Read from a picture with doubt: “{read}”, {percent} sure; compare each sign"
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "Read with doubt: “{read}”, {percent} sure; no label says clearly that it is this"
    ),
    QT_TRANSLATE_NOOP("Sentences", "{label} sum to {lines}, {lower} says {number}"),
    QT_TRANSLATE_NOOP("Sentences", "{label} {net} and {lower} {extra} make {value}, {lower2} says {gross}"),
    QT_TRANSLATE_NOOP("Sentences", "The PDF has no pages"),
    QT_TRANSLATE_NOOP("Sentences", "The PDF ends after {value} % of its length"),
    QT_TRANSLATE_NOOP("Sentences", "The PDF breaks off before its end"),
    QT_TRANSLATE_NOOP("Sentences", "The PDF cannot be opened, its inner structure is broken"),
    QT_TRANSLATE_NOOP("Sentences", "Picture too large"),
    QT_TRANSLATE_NOOP(
        "Sentences", "The picture has more than {value} million pixels. Save it in a smaller size."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The {name} picture cannot be opened, its beginning is broken"),
    QT_TRANSLATE_NOOP("Sentences", "The {name} picture breaks off before its end"),
    QT_TRANSLATE_NOOP("Sentences", "The {name} picture cannot be decoded"),
    QT_TRANSLATE_NOOP("Sentences", "The XML of the e-invoice is broken{line}"),
    QT_TRANSLATE_NOOP("Sentences", "Type not allowed"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "This is {what}. PDF, JPG and PNG files and e-invoices in XML are taken; save or print it as PDF first.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Damaged file"),
    QT_TRANSLATE_NOOP("Sentences", "{what}. Get the file once more from where it came from."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The PDF opens only with a password. Open it, save a copy without the password and add the copy.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The picture has {width} × {height} pixels; up to {value} million in all are taken. Save it in a smaller size.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The value does not fit here"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{pointer}” takes a text or a number; a table takes rows of them. Check the value and try again.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "There is no such field"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{pointer}” is no field, row or cell of this document. Reload the document and try again.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Characters do not fit"),
    QT_TRANSLATE_NOOP("Sentences", "“{odd}” cannot be written in {encoding}. Choose UTF-8 and export again."),
    QT_TRANSLATE_NOOP("Sentences", "Delimiter not usable"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Choose a comma, a semicolon or a tab between the columns, and a point or comma in numbers.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Encoding not known"),
    QT_TRANSLATE_NOOP("Sentences", "“{encoding}” is no encoding that is known here. Choose UTF-8."),
    QT_TRANSLATE_NOOP("Sentences", "Too much for one sheet"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The export has {rows} rows and {columns} columns; a sheet of Excel holds {value} and {value2}. Export fewer documents at once, or as CSV.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The text has {length} characters, a cell of Excel holds {max_text}: it was cut in row {row}. CSV and JSON hold all of it.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Table Style Light 1"),
    QT_TRANSLATE_NOOP("Sentences", "What is wrong"),
    QT_TRANSLATE_NOOP("Sentences", "Not confirmed"),
    QT_TRANSLATE_NOOP("Sentences", "The workbook lacks columns"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Nothing was added to “{name}”: its list has no column {named}. Add them there, leave them out of the export, or name them as they are named there.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The workbook is signed"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{name}” has a digital signature, which any change would break. Export into a new file, or remove the signature in Excel first.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The workbook is damaged"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{name}” cannot be read to its end. Open it in Excel, save it under a new name and export into that one.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "This kind of workbook cannot be added to"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{name}” is a binary workbook. Save it in Excel as an Excel workbook (.xlsx) and export into that one.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{name}” is in the strict form of Open XML. Save it in Excel as “Excel Workbook (.xlsx)” and export into that one.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The workbook is open"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{name}” is open in Excel or another program. Close it there, then export again. If it is open nowhere, remove the file “{name2}” beside it.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The workbook has a password"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{name}” is encrypted. Remove its password in Excel (File, Info, Protect Workbook), or export into a new file.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{name}” is in the old format of Excel (.xls). Save it as an Excel workbook (.xlsx) and export into that one.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "This is no workbook"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{name}” is no workbook of Excel, so that nothing can be added to it. Choose another file, or a new name.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "The sheet would be larger than 2 GB. Export fewer documents at once, or as CSV."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The workbook has other columns"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "No sheet of “{name}” has a row of headers such as “{headers}”. Name the columns of the export as they are named there, or export into a new file.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "There is no room for the rows"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Nothing was added to “{name}”: column {column} of “{name2}” is needed for the documents' ids, and it is in use. Insert an empty column there, or export into a new file.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "“{name}” would have more than {max_rows} rows. Export fewer documents."),
    QT_TRANSLATE_NOOP("Sentences", "The sheet is protected"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{sheet}” of “{name}” is protected. Unprotect it in Excel (Review, Unprotect Sheet), or export into a new file.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The list ends with sums"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Row {lowest} of “{sheet}” holds formulas in columns that rows go to. Make the list a table (Ctrl+T in Excel) with its own row of totals, or export into a new file.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Nothing was added to “{name}”: something stands under the table, in row {below} of “{name2}”. Move it, or export into a new file.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Nothing was added to “{name}”: cells are merged in {area} of “{name2}”. Split them first, or export into a new file.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Nothing was added to “{name}”: the table {name2} is in {area} of “{name3}”. Move it, or export into a new file.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The row of totals cannot be moved"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Row {totals} of “{name}” holds totals that formulas name by their place. Turn the row of totals off in Excel (Table Design, Total Row), or export into a new file.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Nothing was added to “{name}”: cell {column}{row} of “{name2}” is in use. Empty it, or export into a new file.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "Its styles cannot be read. Open it in Excel, save it under a new name and try again."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Only workbooks can be added to"),
    QT_TRANSLATE_NOOP("Sentences", "Choose Excel, or a new file for this format."),
    QT_TRANSLATE_NOOP("Sentences", "The workbook is not there"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{name}” is not there, and a workbook with macros is not made. Name one that is there, or a new one that ends in .xlsx.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The workbook was changed"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{name}” was saved by another program while rows were being added. Nothing was added; export again.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Export cancelled"),
    QT_TRANSLATE_NOOP("Sentences", "The export was cancelled; no file was written."),
    QT_TRANSLATE_NOOP("Sentences", "Disk is full"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{name}” could not be written because the disk is full. Make room or choose another folder, then export again.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "File cannot be replaced"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{name}” is open in another program, or its folder may not be written to. Close the file or choose another folder, then export again.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Export was not written"),
    QT_TRANSLATE_NOOP("Sentences", "“{name}” could not be written ({value}). Choose another folder."),
    QT_TRANSLATE_NOOP("Sentences", "Tax rate"),
    QT_TRANSLATE_NOOP("Sentences", "Vendor tax ID"),
    QT_TRANSLATE_NOOP("Sentences", "Customer tax ID"),
    QT_TRANSLATE_NOOP("Sentences", "Not a file"),
    QT_TRANSLATE_NOOP("Sentences", "“{name}” is a folder or a device, not a file. Choose the files in it."),
    QT_TRANSLATE_NOOP("Sentences", "Empty file"),
    QT_TRANSLATE_NOOP(
        "Sentences", "The file has no content at all (0 bytes). Save or scan the document once more."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Too large"),
    QT_TRANSLATE_NOOP(
        "Sentences", "The file has {size}; up to {limit} are taken. Save it in a smaller size or split it."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Finding fields"),
    QT_TRANSLATE_NOOP("Sentences", "Reading page {value} of {pages}"),
    QT_TRANSLATE_NOOP("Sentences", "Reading pages"),
    QT_TRANSLATE_NOOP("Sentences", "Google Gemini"),
    QT_TRANSLATE_NOOP("Sentences", "The history could not be saved"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{name}” could not be written. Choose another folder, or close the program that has the file open.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "No permission"),
    QT_TRANSLATE_NOOP("Sentences", "“{name}” may not be read. Ask for permission or copy it elsewhere."),
    QT_TRANSLATE_NOOP("Sentences", "File is gone"),
    QT_TRANSLATE_NOOP("Sentences", "“{name}” is no longer there. Add it again from where it is now."),
    QT_TRANSLATE_NOOP("Sentences", "Cannot be read"),
    QT_TRANSLATE_NOOP("Sentences", "“{name}” cannot be read ({detail}). Check the disk and try again."),
    QT_TRANSLATE_NOOP("Sentences", "No permission to read this folder"),
    QT_TRANSLATE_NOOP("Sentences", "There is no safe place for the sign-in"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "This computer has no keyring that IngestIO trusts (Secret Service, KWallet, macOS or Windows). Set one up, or sign in for this session only.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The keyring could not be used"),
    QT_TRANSLATE_NOOP("Sentences", "It is locked, or you said no. Unlock it and try again."),
    QT_TRANSLATE_NOOP("Sentences", "The download is damaged"),
    QT_TRANSLATE_NOOP("Sentences", "“{name}” did not arrive as the service keeps it. Try again."),
    QT_TRANSLATE_NOOP("Sentences", "The file could not be saved"),
    QT_TRANSLATE_NOOP(
        "Sentences", "“{target}” could not be written: {strerror}. Free some space or choose another folder."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The service on this computer could not be started"),
    QT_TRANSLATE_NOOP("Sentences", "{executable} could not be run: {strerror}. Install IngestIO again."),
    QT_TRANSLATE_NOOP("Sentences", "The service on this computer did not start in time"),
    QT_TRANSLATE_NOOP("Sentences", "It was given {timeout} seconds. Try again; what it did is in {log}."),
    QT_TRANSLATE_NOOP(
        "Sentences", "It ended before it was ready. What it said is in {log}; please report this."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The data folder cannot be used"),
    QT_TRANSLATE_NOOP("Sentences", "“{folder}” could not be made: {strerror}. Choose another data folder."),
    QT_TRANSLATE_NOOP("Sentences", "The log cannot be written"),
    QT_TRANSLATE_NOOP(
        "Sentences", "“{log}” could not be opened: {strerror}. Check who owns the folder, or choose another."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The service gave an answer that this version does not understand"),
    QT_TRANSLATE_NOOP("Sentences", "Update IngestIO. If it is up to date, please report this."),
    QT_TRANSLATE_NOOP("Sentences", "The service’s address is not known"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "No computer is known as {error}. If web pages open, the service may have moved: check its address. If none opens, check the network.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "There is no network"),
    QT_TRANSLATE_NOOP(
        "Sentences", "This computer has no connection. Check it; the work goes on when the network is back."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The service does not answer"),
    QT_TRANSLATE_NOOP("Sentences", "No connection to the service could be made. Try again in a moment."),
    QT_TRANSLATE_NOOP("Sentences", "The service took too long to answer"),
    QT_TRANSLATE_NOOP("Sentences", "The service or the network is slow. Try again in a moment."),
    QT_TRANSLATE_NOOP("Sentences", "The connection was lost"),
    QT_TRANSLATE_NOOP("Sentences", "The connection to the service broke off. Try again in a moment."),
    QT_TRANSLATE_NOOP("Sentences", "The file ends earlier"),
    QT_TRANSLATE_NOOP("Sentences", "The file is shorter than expected. Load it again."),
    QT_TRANSLATE_NOOP("Sentences", "There is no IngestIO at this address"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Something else answers at {address}. Check the address of the service; if it is right, try again later. In a network with a sign-in page of its own, open a web page first.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The network wants you to sign in first"),
    QT_TRANSLATE_NOOP(
        "Sentences", "{here} is not reached: it leads to {there}. Open a web page and do what it asks for."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The service has moved"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{here} says that it is at {there} now. Your work here is kept. Check that with whoever runs the service, then sign in at the new address.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "You are not signed in"),
    QT_TRANSLATE_NOOP("Sentences", "The service did not accept this sign-in. Sign in again."),
    QT_TRANSLATE_NOOP("Sentences", "It is no longer there"),
    QT_TRANSLATE_NOOP("Sentences", "It was deleted, or never existed. Reload the list."),
    QT_TRANSLATE_NOOP("Sentences", "Too many requests"),
    QT_TRANSLATE_NOOP("Sentences", "The service asks to wait. Try again in a minute."),
    QT_TRANSLATE_NOOP("Sentences", "The service is not available"),
    QT_TRANSLATE_NOOP("Sentences", "The service is busy or being restarted. Try again in a moment."),
    QT_TRANSLATE_NOOP("Sentences", "The service failed"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Something went wrong in the service. Try again; if it happens again, please report it."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The service refused the request"),
    QT_TRANSLATE_NOOP(
        "Sentences", "It answered with status {status}. Update IngestIO; if that does not help, report it."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "It says {now}, and the certificate of {host} is not valid yet. Set date and time; then it goes on by itself.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "It says {now}, and the certificate of {host} is over by then. If that is the right time, whoever runs the service must renew it; else set date and time.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The service can't prove who it is"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The certificate of {host} is not trusted here ({verify_message}). Nothing was sent. In a network with a sign-in page of its own, open a web page first; else ask whoever runs the service.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The proxy does not answer"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "No connection to the proxy could be made. Check its address in the settings, or turn it off.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The proxy was not able to reach the service. Try again in a moment."),
    QT_TRANSLATE_NOOP("Sentences", "The proxy lets nothing through"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "It refused the way to {error}. Ask whoever runs it, or change the proxy in the settings.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The proxy wants a name and a password"),
    QT_TRANSLATE_NOOP("Sentences", "It did not accept what the settings say. Enter the right ones there."),
    QT_TRANSLATE_NOOP("Sentences", "The clock of this computer may be wrong"),
    QT_TRANSLATE_NOOP("Sentences", "The sign-in can't be renewed right now"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Another IngestIO program is at it and does not end. Close it, then try again."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Nobody can sign in there"),
    QT_TRANSLATE_NOOP(
        "Sentences", "At {server} there is no IngestIO service with accounts. Check the address."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The service has another address"),
    QT_TRANSLATE_NOOP("Sentences", "It calls itself {value}. Use that address."),
    QT_TRANSLATE_NOOP("Sentences", "The sign-in can't be checked right now"),
    QT_TRANSLATE_NOOP("Sentences", "The service is busy. Try again in a minute."),
    QT_TRANSLATE_NOOP("Sentences", "The address can't be used"),
    QT_TRANSLATE_NOOP(
        "Sentences", "“{text}” must begin with https://. Only a service on this computer may have http://."
    ),
    QT_TRANSLATE_NOOP("Sentences", "You did not allow it"),
    QT_TRANSLATE_NOOP("Sentences", "Nothing was signed in. Start again if you want to."),
    QT_TRANSLATE_NOOP("Sentences", "Your sign-in has ended"),
    QT_TRANSLATE_NOOP("Sentences", "Sign in again. What is on this computer is not lost."),
    QT_TRANSLATE_NOOP("Sentences", "The sign-in did not work"),
    QT_TRANSLATE_NOOP(
        "Sentences", "The service refused it ({word}). Try again; if that does not help, update IngestIO."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The export is not ready yet"),
    QT_TRANSLATE_NOOP("Sentences", "It is still being written, or it failed. Look at it in Exports."),
    QT_TRANSLATE_NOOP("Sentences", "Sign in at {server} first."),
    QT_TRANSLATE_NOOP("Sentences", "The file is gone"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{path}” was moved, renamed or deleted since it was added. Put it back and try again, or remove it from the batch.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The file can’t be read"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{path}” could not be read: {strerror}. Check the disk and who may read it, then try again, or remove it from the batch.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The file was changed"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{path}” is no longer what it was when it was added to the batch, so it was not sent. Take it as it is now, or remove it from the batch.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The passphrase is too short"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Take at least {min_passphrase} characters. A few words are easy to remember."
    ),
    QT_TRANSLATE_NOOP("Sentences", "There is a passphrase already"),
    QT_TRANSLATE_NOOP("Sentences", "Enter the one that you chose, or start over without it."),
    QT_TRANSLATE_NOOP("Sentences", "The passphrase is not right"),
    QT_TRANSLATE_NOOP("Sentences", "Enter it again. Capital letters and spaces count."),
    QT_TRANSLATE_NOOP("Sentences", "Your sign-in is locked"),
    QT_TRANSLATE_NOOP("Sentences", "Enter your passphrase to go on."),
    QT_TRANSLATE_NOOP("Sentences", "There is no safe place for the sign-in yet"),
    QT_TRANSLATE_NOOP(
        "Sentences", "This computer has no keyring. Choose a passphrase, or sign in for this session only."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The kept sign-ins can't be read"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The file that they are in is damaged. Start over with a new passphrase, then sign in again; nothing else is lost.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The sign-in could not be kept"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{path}” could not be written: {strerror}. Check the folder and the disk, then try again.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Not an e-invoice"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "This XML file is a “{other}”. Only UBL and CII invoices (XRechnung, ZUGFeRD, Factur-X) can be read; add the invoice as a PDF instead.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "This XML file can't be read. Ask the sender for it again, or add the invoice as a PDF."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Page {numbers} holds"),
    QT_TRANSLATE_NOOP("Sentences", "Pages {numbers} hold"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{where} {words} that nobody can see: invisible, covered, or too small. They were left out. Ask who made this document.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "{label}: the model answered “{short}”, which is not one {what}. Enter it by hand."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{label}: “{text}” stands in a sentence that tells a program what to answer. Compare it with the rest of the document.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{label}: “{short}” stands only in text that nobody can see on the page. Compare it with what is printed.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{labels}: row {value} stands where row {value2} does. The model may have given it twice.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "{label}: the model gave {given} of about {there} rows. Compare them with the document."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Read twice, differently: {chosen} / {other}"),
    QT_TRANSLATE_NOOP("Sentences", "{label}: read twice, differently: {counts}"),
    QT_TRANSLATE_NOOP("Sentences", "{label}: read twice, differently: {shown}{more}"),
    QT_TRANSLATE_NOOP("Sentences", "Page {pages} holds"),
    QT_TRANSLATE_NOOP("Sentences", "Pages {str} hold"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{where} sentences that tell a program what to answer. The model was told to ignore them. Look at every value before you use it.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The model could not be asked about {asked}{all_of_it}: {why}. What stands there is what the local engine read.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{span} could not be had from the model: its answer was cut off however little it was asked at once. Enter what stands there by hand.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "{labels} and {value} more"),
    QT_TRANSLATE_NOOP("Sentences", "What is on page {pages}"),
    QT_TRANSLATE_NOOP("Sentences", "What is on the pages {pages}"),
    QT_TRANSLATE_NOOP("Sentences", "The line “{shown}” on page {page}"),
    QT_TRANSLATE_NOOP("Sentences", "{count} lines from “{shown}” on page {page} on"),
    QT_TRANSLATE_NOOP("Sentences", "{left_out} more fields were"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{many} read than the {max_fields} that are shown. Name the fields that you need in the prompt, and read the document again.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{label}: no rows were found. If the document has them, type them in, or name the columns as its headings do and read it again.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The headings that were seen: {seen}. "),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{label}: “{label2}” is empty in every row. {told}If one of them is meant, call the column so and read the document again.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "{label}: “{label2}” is empty in every row. If the document has it, type it in."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The same print was read twice, differently: {text} / {text2}. {value} was taken; compare it with the page.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Page {page} is of number “{value}”, page {page2} of “{value2}”: the file seems to hold several invoices, and values of both may be mixed. Split it and add its parts.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{many} on {where} {look} like {lower} but could not be read: “{text}”. Compare the table with the document.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The document counts {printed} {lower}, {rows} were read. Compare the table with the document.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Position {named} is missing between the {lower} that were read"),
    QT_TRANSLATE_NOOP("Sentences", "Positions {named} are missing between the {lower} that were read"),
    QT_TRANSLATE_NOOP("Sentences", "“{said}” was left out as you did on “{document}” ({learned})."),
    QT_TRANSLATE_NOOP("Sentences", "Read as you corrected it on {where}."),
    QT_TRANSLATE_NOOP("Sentences", "As you entered it for {where}; no page of this document shows it."),
    QT_TRANSLATE_NOOP("Sentences", "{gone} rows were"),
    QT_TRANSLATE_NOOP("Sentences", "{what} left out as you did on “{document}” ({learned}): “{value}”."),
    QT_TRANSLATE_NOOP("Sentences", "{label} is not printed; what stands{beside} is something else."),
    QT_TRANSLATE_NOOP("Sentences", "In dates the {first} comes first."),
    QT_TRANSLATE_NOOP("Sentences", "Decimals follow a “{value}”."),
    QT_TRANSLATE_NOOP("Sentences", "{label} stands in the column “{heading}”."),
    QT_TRANSLATE_NOOP("Sentences", "Rows that say “{value}” are left out."),
    QT_TRANSLATE_NOOP("Sentences", "{label} always stands at the same place of the page."),
    QT_TRANSLATE_NOOP("Sentences", "Vendor name"),
    QT_TRANSLATE_NOOP("Sentences", "The page can't be read"),
    QT_TRANSLATE_NOOP("Sentences", "Page {number} is damaged. Type what you see on it instead."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The file is damaged and cannot be opened. Save it again from where it came, and add it once more.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Page {value} is damaged and was not read. Look for its values by hand."),
    QT_TRANSLATE_NOOP("Sentences", "File not found"),
    QT_TRANSLATE_NOOP("Sentences", "The file is no longer where it was. Put it back, or add it again."),
    QT_TRANSLATE_NOOP(
        "Sentences", "The file is protected by a password. Save it without one, and add it again."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "The picture has too many pixels to be read. Scan it at 300 dpi, and add it again."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The page lies on its side: it was read turned by {turned} degrees."),
    QT_TRANSLATE_NOOP("Sentences", "This XML file is not an e-invoice. Add the invoice as a PDF instead."),
    QT_TRANSLATE_NOOP("Sentences", "File cannot be read"),
    QT_TRANSLATE_NOOP(
        "Sentences", "The file is no longer where it was, or may not be read. Put it back, or add it again."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "No text was found on any page. If something is printed there, scan it sharper."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{text}” was read as {value}, but may mean {other}: nothing in the document says whether day or month comes first.{more}",
    ),
    QT_TRANSLATE_NOOP("Sentences", "“{label}” was not found on any page. Compare it with the document."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{name}{where}: the e-invoice says “{text}”, which cannot be read, and the value was left out. Ask the sender for the right one.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{value} more values of the e-invoice cannot be read and were left out. Ask the sender for a right one.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{name}: the e-invoice states {text} {currency}, but is made out in {value}. Ask the sender which holds before you pay.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{label}: the e-invoice has {stated}, page {page} says {text}. The e-invoice data was taken; ask the sender which is right.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The password is not right"),
    QT_TRANSLATE_NOOP("Sentences", "Nothing was deleted. Enter it again."),
    QT_TRANSLATE_NOOP("Sentences", "The account of this computer stays"),
    QT_TRANSLATE_NOOP("Sentences", "Delete its batches instead, or the folder that its data is in."),
    QT_TRANSLATE_NOOP("Sentences", "This is not the account's name"),
    QT_TRANSLATE_NOOP("Sentences", "Nothing was deleted. Confirm with the account's e-mail address."),
    QT_TRANSLATE_NOOP("Sentences", "Nothing was deleted. Confirm with the account's id."),
    QT_TRANSLATE_NOOP("Sentences", "A personal access token can't do this"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Sign in yourself, with “ingestio login” or in the browser, and do it there."
    ),
    QT_TRANSLATE_NOOP("Sentences", "This account has no tokens"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The account of this computer is reached with the token that the service was started with.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The token can't end then"),
    QT_TRANSLATE_NOOP("Sentences", "Choose an end that lies ahead and within a year, or none."),
    QT_TRANSLATE_NOOP("Sentences", "There are too many tokens"),
    QT_TRANSLATE_NOOP("Sentences", "An account may have {max_tokens}. End one that is not needed any more."),
    QT_TRANSLATE_NOOP("Sentences", "This batch was deleted"),
    QT_TRANSLATE_NOOP("Sentences", "It was deleted after it was submitted. Make a new one."),
    QT_TRANSLATE_NOOP("Sentences", "An id is in use already"),
    QT_TRANSLATE_NOOP(
        "Sentences", "The batch or one of its documents has the id of another one. Make the batch again."
    ),
    QT_TRANSLATE_NOOP("Sentences", "This batch was submitted before, differently"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Another batch was made under the same key. Submit this one under a new key."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Not enough pages left"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "This batch needs {needed} and {left} are left this month. Upgrade the plan, or submit fewer documents.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Upgrade required"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Your plan does not include batches. Upgrade it, or use this computer instead."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The batch has no files"),
    QT_TRANSLATE_NOOP("Sentences", "Add at least one file."),
    QT_TRANSLATE_NOOP("Sentences", "Too many files"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "A batch may have {files_per_batch} files and this one has {documents}. Remove some, or make several batches.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The prompt is empty"),
    QT_TRANSLATE_NOOP("Sentences", "Say in the prompt what to extract."),
    QT_TRANSLATE_NOOP("Sentences", "Prompts are missing"),
    QT_TRANSLATE_NOOP("Sentences", "{without} no prompt yet. Write one for each, or copy one to all."),
    QT_TRANSLATE_NOOP("Sentences", "Some files cannot be taken"),
    QT_TRANSLATE_NOOP(
        "Sentences", "{offenders} a reason not to be taken; each is listed. Remove them and submit again."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Two documents have one id"),
    QT_TRANSLATE_NOOP("Sentences", "Each document needs an id of its own. Add the files again."),
    QT_TRANSLATE_NOOP("Sentences", "{some} of {documents} has"),
    QT_TRANSLATE_NOOP("Sentences", "{some} of {documents} have"),
    QT_TRANSLATE_NOOP("Sentences", "The file did not arrive"),
    QT_TRANSLATE_NOOP(
        "Sentences", "The batch was closed before this file was uploaded. Add it to a new batch."
    ),
    QT_TRANSLATE_NOOP("Sentences", "This plan can't be bought"),
    QT_TRANSLATE_NOOP("Sentences", "The plan {value} is not for sale here. Choose another one."),
    QT_TRANSLATE_NOOP("Sentences", "You have a subscription already"),
    QT_TRANSLATE_NOOP("Sentences", "Open Manage billing to change it, or to pay what is due."),
    QT_TRANSLATE_NOOP("Sentences", "Nothing is sold here"),
    QT_TRANSLATE_NOOP("Sentences", "This service has no plans to buy. Ask whoever runs it for more pages."),
    QT_TRANSLATE_NOOP("Sentences", "You have no subscription yet"),
    QT_TRANSLATE_NOOP("Sentences", "Choose a plan first, then manage it here."),
    QT_TRANSLATE_NOOP("Sentences", "The signature is wrong"),
    QT_TRANSLATE_NOOP("Sentences", "Only events that Stripe signed just now are taken."),
    QT_TRANSLATE_NOOP("Sentences", "The event can't be read"),
    QT_TRANSLATE_NOOP("Sentences", "Send snapshot events of Stripe's API."),
    QT_TRANSLATE_NOOP("Sentences", "The event is too large"),
    QT_TRANSLATE_NOOP("Sentences", "An event may have {value} KB."),
    QT_TRANSLATE_NOOP("Sentences", "Too many windows are open"),
    QT_TRANSLATE_NOOP(
        "Sentences", "{streams_per_user} programs follow this account already. Close one of them."
    ),
    QT_TRANSLATE_NOOP("Sentences", "These documents have no such order"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Only the documents of one batch have positions. Choose another order, or one batch."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The file is not here"),
    QT_TRANSLATE_NOOP(
        "Sentences", "This document's file was never uploaded or was refused. Add it to a new batch."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "{host} refused the key: it is wrong, is not paid for, or may not use this model."
    ),
    QT_TRANSLATE_NOOP("Sentences", "{host} is busy: it took the key, and lets nobody ask at the moment."),
    QT_TRANSLATE_NOOP("Sentences", "{host} can't be reached, or does not answer as a provider of models."),
    QT_TRANSLATE_NOOP("Sentences", "The key can't be decrypted any more. Enter it again."),
    QT_TRANSLATE_NOOP("Sentences", "The service asks this address no more. Enter another one."),
    QT_TRANSLATE_NOOP("Sentences", "Your plan has no models"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Documents are read by the service's own engine. Choose that one, or upgrade the plan."
    ),
    QT_TRANSLATE_NOOP("Sentences", "There is no key for this model"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Add a key of the provider in Settings, under Reading, or read without a model."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The key can't be used any more"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Enter the key again in Settings, under Reading, or read without a model."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Upgrade the plan to read with a model."),
    QT_TRANSLATE_NOOP("Sentences", "This service keeps no keys"),
    QT_TRANSLATE_NOOP("Sentences", "This is no key"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Copy the key alone from the provider's page, without blanks or line ends."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The key is missing"),
    QT_TRANSLATE_NOOP("Sentences", "Enter the key again: it is for another address."),
    QT_TRANSLATE_NOOP("Sentences", "This address can't be used"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Give a base URL such as http://127.0.0.1:11434/v1. A service in the cloud asks only those servers that its settings name.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Sign in again, then repeat what you were doing."),
    QT_TRANSLATE_NOOP("Sentences", "This {what} does not exist"),
    QT_TRANSLATE_NOOP(
        "Sentences", "The {what} was deleted, or it belongs to another account. Reload the list."
    ),
    QT_TRANSLATE_NOOP("Sentences", "This document was changed elsewhere"),
    QT_TRANSLATE_NOOP("Sentences", "Compare your changes with the current values and choose which to keep."),
    QT_TRANSLATE_NOOP("Sentences", "This was done too often in a short time. Wait {wait}, then try again."),
    QT_TRANSLATE_NOOP("Sentences", "Your plan can't be checked"),
    QT_TRANSLATE_NOOP("Sentences", "We can't check your plan right now. Try again in a minute."),
    QT_TRANSLATE_NOOP("Sentences", "The export failed"),
    QT_TRANSLATE_NOOP(
        "Sentences", "The service stopped several times while it wrote this. Export fewer documents at once."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Too many exports at once"),
    QT_TRANSLATE_NOOP(
        "Sentences", "{max_unfinished} exports are being written. Wait until some of them are done."
    ),
    QT_TRANSLATE_NOOP("Sentences", "This export has no file"),
    QT_TRANSLATE_NOOP("Sentences", "Wait until it is written, or redo it."),
    QT_TRANSLATE_NOOP("Sentences", "This link is over"),
    QT_TRANSLATE_NOOP("Sentences", "Open the list of exports and download it from there."),
    QT_TRANSLATE_NOOP("Sentences", "Too many documents for one export"),
    QT_TRANSLATE_NOOP(
        "Sentences", "One export takes {max_documents} documents. Narrow the list and export in parts."
    ),
    QT_TRANSLATE_NOOP("Sentences", "There is nothing to export"),
    QT_TRANSLATE_NOOP(
        "Sentences", "None of these documents was read (or confirmed) yet. Choose others, or wait for them."
    ),
    QT_TRANSLATE_NOOP("Sentences", "There is no such table"),
    QT_TRANSLATE_NOOP(
        "Sentences", "None of these documents has a table “{rows}”. Choose another, or one row a document."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Some documents do not exist"),
    QT_TRANSLATE_NOOP(
        "Sentences", "{missing} of the documents were deleted. Reload the list and choose again."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Another export was made under this id. Export again."),
    QT_TRANSLATE_NOOP(
        "Sentences", "This is our bug, not yours. Export again; if it happens again, report it with the log."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Too many documents at once"),
    QT_TRANSLATE_NOOP(
        "Sentences", "More than {max_filtered} documents are chosen. Narrow the list and go on in parts."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The redo failed"),
    QT_TRANSLATE_NOOP("Sentences", "The redo failed: {message} The earlier values were kept."),
    QT_TRANSLATE_NOOP("Sentences", "The provider of the model"),
    QT_TRANSLATE_NOOP("Sentences", "Page quota reached"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "No pages are left for this document this month. Upgrade the plan, or redo it next month.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "This document was cancelled before it was read. Redo it to read it."),
    QT_TRANSLATE_NOOP("Sentences", "File missing"),
    QT_TRANSLATE_NOOP(
        "Sentences", "The stored file of this document is gone. Delete the document and upload it again."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Took too long"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Reading this document was stopped twice, each time after {seconds} seconds. Split it into smaller files, or redo it when the computer is less busy.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Could not be read"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Reading this document ended the reading process, twice. The file may be damaged: open it, save it again as PDF, and upload that.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Needs too much memory"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Reading this document took more memory than there is for one, twice. Split it into smaller files, or save it in a lower resolution, and upload that.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Too much in it"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "More was read from this document than can be kept for one. Split it into smaller files, and upload those.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Something in this document met a fault of the program. Report it with the log, and enter the values by hand meanwhile.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Given up"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The service stopped each time this document was read, so it was given up. The file may be damaged: open it, save it again as PDF, and upload that.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Could not be processed"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The service met a fault of its own with this document. Redo it; if that fails too, report it with the log.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The model is busy"),
    QT_TRANSLATE_NOOP(
        "Sentences", "{provider} had no room for this document each time it was asked. Redo it later."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The model can't be reached"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{provider} could not be reached, or had a fault, each time it was asked. Redo the document later.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The model took too long"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{provider} did not answer in time, each time it was asked. Redo the document later, or split it into smaller files.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The model was refused"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{provider} refused the key: it is wrong, is not paid for, or may not use this model. Put that right in the settings or with the provider, then redo the document.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The key of the model is gone"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The key for the model was removed, or can't be used any more, while this document waited for an answer. Enter it again in Settings, under Reading, then redo the document.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The model declined"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{provider} would not answer about this document: its own rules forbid what it takes it for. Read it with the local engine.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The model's answer made no sense"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{provider} was asked several times and never answered with the fields of this document. Redo it, or read it with the local engine.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Too long for the model"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "This document is longer than the model can read at once. Split it into smaller files, or read it with the local engine.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "This document is still in work"),
    QT_TRANSLATE_NOOP("Sentences", "Wait until it is done, or cancel it, before it is extracted again."),
    QT_TRANSLATE_NOOP("Sentences", "This document has no data yet"),
    QT_TRANSLATE_NOOP("Sentences", "Wait until it was read, or redo it if that failed."),
    QT_TRANSLATE_NOOP("Sentences", "Other pages are being read"),
    QT_TRANSLATE_NOOP("Sentences", "Too many pages are waiting to be read. Try again in a moment."),
    QT_TRANSLATE_NOOP("Sentences", "The service restarts"),
    QT_TRANSLATE_NOOP("Sentences", "Try again in a moment."),
    QT_TRANSLATE_NOOP("Sentences", "This document has no pages"),
    QT_TRANSLATE_NOOP("Sentences", "It is an e-invoice as plain XML: all that it says stands in the fields."),
    QT_TRANSLATE_NOOP("Sentences", "This page cannot be shown"),
    QT_TRANSLATE_NOOP("Sentences", "The list has changed. Start again from its first page."),
    QT_TRANSLATE_NOOP("Sentences", "The upload protocol is not spoken"),
    QT_TRANSLATE_NOOP("Sentences", "Tus-Resumable must be {VERSION}. Update the program."),
    QT_TRANSLATE_NOOP("Sentences", "The upload is malformed"),
    QT_TRANSLATE_NOOP("Sentences", "Content-Type must be {CONTENT_TYPE}. Update the program."),
    QT_TRANSLATE_NOOP("Sentences", "The upload came too slowly"),
    QT_TRANSLATE_NOOP("Sentences", "What has arrived is kept. Ask how much it is, and go on from there."),
    QT_TRANSLATE_NOOP("Sentences", "The bytes arrived changed"),
    QT_TRANSLATE_NOOP("Sentences", "They were thrown away. Send them again."),
    QT_TRANSLATE_NOOP("Sentences", "More bytes than announced"),
    QT_TRANSLATE_NOOP("Sentences", "The file grew while it was uploaded. Add it to a new batch."),
    QT_TRANSLATE_NOOP("Sentences", "The service is receiving as much as it can"),
    QT_TRANSLATE_NOOP("Sentences", "The upload goes on by itself in a few seconds."),
    QT_TRANSLATE_NOOP("Sentences", "Too many files at the same time"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "An account may send {bodies_per_user} files at the same time. Wait until one is through.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The disk of the service is full"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Nothing was lost. Try again later; on your own computer, free some space first."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Too many uploads are unfinished"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Finish or cancel some of the uploads that have begun, then start this one again."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The file is not the one announced"),
    QT_TRANSLATE_NOOP(
        "Sentences", "The file changed between adding and uploading it. Add it to a new batch."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The upload was not finished"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "It was begun and then not gone on with for so long that its first part was thrown away. Upload the file again.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The file is too large"),
    QT_TRANSLATE_NOOP("Sentences", "“{filename}” is larger than the {value} MB that a file may have."),
    QT_TRANSLATE_NOOP("Sentences", "This document waits for no file"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Its file has arrived already, or it was cancelled. Nothing needs to be sent."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The upload came in too many pieces"),
    QT_TRANSLATE_NOOP(
        "Sentences", "A file may come in {max_turns} pieces. Cancel this upload and send larger ones."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The upload took too long"),
    QT_TRANSLATE_NOOP("Sentences", "Its first part was thrown away. Upload the file again."),
    QT_TRANSLATE_NOOP("Sentences", "Nothing of it was kept. Send the file again."),
    QT_TRANSLATE_NOOP("Sentences", "The upload goes on elsewhere"),
    QT_TRANSLATE_NOOP("Sentences", "Ask how much has arrived, and go on from there."),
    QT_TRANSLATE_NOOP("Sentences", "The upload was interrupted"),
    QT_TRANSLATE_NOOP("Sentences", "The file was lost"),
    QT_TRANSLATE_NOOP(
        "Sentences", "The uploaded file is no longer where the service keeps it. Add it to a new batch."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "The file has arrived and is looked into as soon as the service runs again."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Virus found"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The virus scanner found “{virus}” in this file. It was deleted here and is not read. Do not open your copy; ask whoever sent it for a clean one.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The disk is full"),
    QT_TRANSLATE_NOOP("Sentences", "Free some space and try again."),
    QT_TRANSLATE_NOOP("Sentences", "The disk can't be used"),
    QT_TRANSLATE_NOOP(
        "Sentences", "The computer can't read or write its files right now. Check the disk, and try again."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Documents can't be read"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The computer starts no process that reads documents, or ends each at once. Close other programs, and try again.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Looking into this file ended the reading process, twice. Open it, save it again as PDF, and add that.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Looking into this file took more memory than there is for one, twice. Open it, save it again as PDF, and add that.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Looking into this file took too long and was stopped, twice. Open it, save it again as PDF, and add that.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Add the key in Settings, under Reading, and redo the document."),
    QT_TRANSLATE_NOOP("Sentences", "Enter the key again in Settings, under Reading, and redo the document."),
    QT_TRANSLATE_NOOP(
        "Sentences", "Choose another address in Settings, under Reading, and redo the document."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Add a key in Settings, under Reading, and choose it for a new batch."),
    QT_TRANSLATE_NOOP("Sentences", "Upgrade the plan and redo the document."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The model was not asked about this document: {cause}. What stands here is what the local engine read. {what_to_do}",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Reading it took too long or too much memory, and was stopped. Type what you see on it instead.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The database lacks tables"),
    QT_TRANSLATE_NOOP("Sentences", "The request is malformed"),
    QT_TRANSLATE_NOOP("Sentences", "A value cannot be stored"),
    QT_TRANSLATE_NOOP("Sentences", "Untitled Batch"),
    QT_TRANSLATE_NOOP("Sentences", "Takes what was read from the document."),
    QT_TRANSLATE_NOOP("Sentences", "The files cannot be stored"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The place where files are kept does not take them. Check that it is there and may be written to, and try again.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The payment service can't be reached"),
    QT_TRANSLATE_NOOP("Sentences", "We can't reach our payment service right now. Try again in a minute."),
    QT_TRANSLATE_NOOP("Sentences", "Waiting for the virus scanner"),
    QT_TRANSLATE_NOOP(
        "Sentences", "The file has arrived and is kept until the virus scanner answers. It goes on by itself."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The file is larger than the virus scanner takes. Whoever runs the service must raise the scanner's limit; then it goes on by itself.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The database does not answer"),
    QT_TRANSLATE_NOOP("Sentences", "Free some space on the disk of the data folder, then start again."),
    QT_TRANSLATE_NOOP("Sentences", "The database file can't be opened"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Check that the data folder is on a disk that works and that you may write in it, then start again.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The page can't be opened"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The service gave an address that is none of the web. Try again; if it stays so, report it.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "This computer"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The passphrase was given up, and the sign-in with it. Sign in to go on; nothing is lost.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "This account is not on this computer"),
    QT_TRANSLATE_NOOP("Sentences", "Sign in to it to have it here."),
    QT_TRANSLATE_NOOP("Sentences", "This batch is being submitted"),
    QT_TRANSLATE_NOOP("Sentences", "Wait a moment; it will be listed in Batches."),
    QT_TRANSLATE_NOOP("Sentences", "The batch is not ready"),
    QT_TRANSLATE_NOOP("Sentences", "Files were changed"),
    QT_TRANSLATE_NOOP("Sentences", "Files are in another batch by now"),
    QT_TRANSLATE_NOOP("Sentences", "The batch cannot be changed any more"),
    QT_TRANSLATE_NOOP("Sentences", "The service has it, or it was deleted. Make a new batch of its files."),
    QT_TRANSLATE_NOOP("Sentences", "This name is taken"),
    QT_TRANSLATE_NOOP("Sentences", "“{title}” is yours already. Choose another name."),
    QT_TRANSLATE_NOOP("Sentences", "The preset has no name"),
    QT_TRANSLATE_NOOP("Sentences", "Type a name to find it by."),
    QT_TRANSLATE_NOOP("Sentences", "It is not known how this was made"),
    QT_TRANSLATE_NOOP("Sentences", "An earlier version of IngestIO wrote it. Export the documents again."),
    QT_TRANSLATE_NOOP("Sentences", "Broken off"),
    QT_TRANSLATE_NOOP("Sentences", "IngestIO was closed while this was being written. Export again."),
    QT_TRANSLATE_NOOP("Sentences", "Something went wrong in IngestIO. Try again, and report it."),
    QT_TRANSLATE_NOOP("Sentences", "Duplicate in this batch"),
    QT_TRANSLATE_NOOP("Sentences", "It has the same content as “{where}”. Remove it, or include it anyway."),
    QT_TRANSLATE_NOOP("Sentences", "Already extracted"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "It was extracted in the batch “{batch_title}” on {created_at}. Open it there, or include it anyway.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Over the batch limit"),
    QT_TRANSLATE_NOOP(
        "Sentences", "A batch takes up to {limit} files. Remove others, or put this file into another batch."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The document is no longer there"),
    QT_TRANSLATE_NOOP("Sentences", "It was deleted. Go back to the batch."),
    QT_TRANSLATE_NOOP("Sentences", "Changed since it was added"),
    QT_TRANSLATE_NOOP(
        "Sentences", "The file was changed after it was added. Read it again as it is now, or remove it."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The file is no longer where it was when it was added. Put it back and read it again, or remove it.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "You are signed out"),
    QT_TRANSLATE_NOOP("Sentences", "What was kept on this computer is here. Sign in to go on."),
    QT_TRANSLATE_NOOP("Sentences", "This is not the account’s name"),
    QT_TRANSLATE_NOOP("Sentences", "Nothing was deleted. Confirm with the account’s e-mail address."),
    QT_TRANSLATE_NOOP("Sentences", "This computer has no sign-in"),
    QT_TRANSLATE_NOOP("Sentences", "There is nothing to sign out of. Delete its batches instead."),
    QT_TRANSLATE_NOOP("Sentences", "It was removed already."),
    QT_TRANSLATE_NOOP("Sentences", "This account is not in use"),
    QT_TRANSLATE_NOOP("Sentences", "Switch to it first, then try again."),
    QT_TRANSLATE_NOOP("Sentences", "Not all could be removed from this computer"),
    QT_TRANSLATE_NOOP(
        "Sentences", "“{doomed}” is still there: {strerror}. Close what uses it, then remove it."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "“{folder}” is still there: {strerror}. Close what uses it, then remove it."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Not all can be sent"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{count} left: what the service refused, what is not saved, or a new batch that is not submitted. Look at it first, keep it on this computer, or discard it.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The column has no name"),
    QT_TRANSLATE_NOOP("Sentences", "Type a name for the new column."),
    QT_TRANSLATE_NOOP("Sentences", "Purchase order"),
    QT_TRANSLATE_NOOP("Sentences", "Bank statement"),
    QT_TRANSLATE_NOOP("Sentences", "Name, address, date of birth, date, signature"),
    QT_TRANSLATE_NOOP("Sentences", "The prompt has no name"),
    QT_TRANSLATE_NOOP("Sentences", "Say what to extract before saving it."),
    QT_TRANSLATE_NOOP("Sentences", "“{name}” is {what}. Choose another name."),
    QT_TRANSLATE_NOOP("Sentences", "The report could not be saved"),
    QT_TRANSLATE_NOOP("Sentences", "“{target}” could not be written: {strerror}. Choose another folder."),
    QT_TRANSLATE_NOOP("Sentences", "The file is not on this computer"),
    QT_TRANSLATE_NOOP("Sentences", "Put it back where it was, or delete the document here too."),
    QT_TRANSLATE_NOOP("Sentences", "This batch is no longer open"),
    QT_TRANSLATE_NOOP("Sentences", "It was discarded. Start a new batch."),
    QT_TRANSLATE_NOOP("Sentences", "The folder is not there"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{path}” can’t be found. If it is on another computer or disk, it goes on by itself when that is back. Otherwise choose another folder.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The folder may not be read"),
    QT_TRANSLATE_NOOP(
        "Sentences", "You have no permission to list “{path}”. Ask its owner, or choose another folder."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The folder holds what is done"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Files of a watched folder are moved to “{path}”, so it can’t be watched itself. Choose another folder.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Files could not be moved"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "“{folder}” can’t be written: {value}. The files are in a batch already and stay where they are. Check the folder; it goes on by itself.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Too few pages are left this month"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{files} file waits in the folder until pages are left again. Upgrade your plan, or use this computer.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{files} files wait in the folder until pages are left again. Upgrade your plan, or use this computer.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "Your plan has no batches"),
    QT_TRANSLATE_NOOP("Sentences", "The files wait in the folder. Upgrade your plan, or use this computer."),
    QT_TRANSLATE_NOOP("Sentences", "The account was not reached yet"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "What its plan allows is not known here. The files are taken once the service was reached.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The folder’s account is gone"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Its files wait. Have another account take the folder over in the settings, or stop watching it.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The folder has no prompt"),
    QT_TRANSLATE_NOOP("Sentences", "Say what to extract, or choose auto-detect."),
    QT_TRANSLATE_NOOP("Sentences", "This batch is being submitted."),
    QT_TRANSLATE_NOOP("Sentences", "Your plan has no batches. Upgrade it, or use this computer."),
    QT_TRANSLATE_NOOP("Sentences", "No valid file yet. Each row says why; add another one."),
    QT_TRANSLATE_NOOP("Sentences", "{checking} still being checked."),
    QT_TRANSLATE_NOOP("Sentences", "Say what to extract."),
    QT_TRANSLATE_NOOP("Sentences", "Say what to extract from {names}{others}."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "This batch has {needed} and {value} left this month. Remove some files, upgrade your plan, or use this computer.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "This page is a picture"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Its text can be read when you are online. Until then, type what you see."
    ),
    QT_TRANSLATE_NOOP("Sentences", "No text was found there"),
    QT_TRANSLATE_NOOP("Sentences", "Draw the box a little larger, or type what you see."),
    QT_TRANSLATE_NOOP(
        "Sentences", "It is {by} ahead of the service’s. Set date and time, or your work gets a wrong one."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "It is {by} behind the service’s. Set date and time, or your work gets a wrong one."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The clock of this computer is wrong"),
    QT_TRANSLATE_NOOP(
        "Sentences", "“{filename}” is with the service, which cannot be reached now. Try again later."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The service cannot be reached"),
    QT_TRANSLATE_NOOP("Sentences", "It is still starting, or the network is away. Try again in a moment."),
    QT_TRANSLATE_NOOP("Sentences", "The change could not be sent"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Something went wrong in IngestIO. Try again; if it happens again, please report it."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The upload broke"),
    QT_TRANSLATE_NOOP("Sentences", "The document was changed meanwhile"),
    QT_TRANSLATE_NOOP(
        "Sentences", "It was changed elsewhere while you were editing it. Compare both and choose."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The local data cannot be used"),
    QT_TRANSLATE_NOOP("Sentences", "“{path}” could not be read or written: {why}. "),
    QT_TRANSLATE_NOOP("Sentences", "Check the folder and who owns it, then start again."),
    QT_TRANSLATE_NOOP("Sentences", "The document was deleted on the service"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Your changes to it are still here. Keep them as a new document, or delete it here too."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "This file was cancelled before it was sent. Add it to a new batch to have it read."
    ),
    QT_TRANSLATE_NOOP("Sentences", "The document could not be read"),
    QT_TRANSLATE_NOOP("Sentences", "The service did not say why. Try it again."),
    QT_TRANSLATE_NOOP("Sentences", "Something went wrong in IngestIO"),
    QT_TRANSLATE_NOOP(
        "Sentences", "This is a mistake in the program, not of yours. Nothing was lost; please try again."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "A task in the background ended with {name}. Try again; if it happens again, please report it.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The file could not be opened: it stopped the program that looked at it. Open it in its own program and save it again.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The work in the background stopped"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "A part of IngestIO ended unexpectedly. Try again; if it happens again, please report it.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The file is no longer there"),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "It was moved, renamed or deleted while it was open. Go back to the batch and open it again.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The page cannot be shown"),
    QT_TRANSLATE_NOOP(
        "Sentences", "The file is protected by a password. Save a copy without one and add that."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Page {number} of “{name}” could not be drawn. Open the file in its own program to look at it.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "The settings could not be saved"),
    QT_TRANSLATE_NOOP(
        "Sentences", "“{path}” could not be written: {strerror}. Check the folder and try again."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Enter your passphrase, then sign in."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Write an address that begins with https://. Only a service on this computer may have http://.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Leave the name and password out of the address. They have their own boxes, and are kept in the keyring.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "Write the proxy’s address with its port, such as http://proxy.example.com:3128."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Use only {folder}, {date}, {time} and {count} between braces."),
    QT_TRANSLATE_NOOP("Sentences", "Choose a folder by its whole path."),
    QT_TRANSLATE_NOOP("Sentences", "Choose one prompt for all files, or auto-detect."),
    QT_TRANSLATE_NOOP("Sentences", "Choose another folder for what is done than the watched one."),
    QT_TRANSLATE_NOOP("Sentences", "The accounts of this computer could not be noted"),
    QT_TRANSLATE_NOOP(
        "Sentences", "“{path}” could not be written: {strerror}. Check the folder and the disk."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Starting it ended with {name}. Start IngestIO again; if it happens again, please report it.",
    ),
)

LABELS: Final = (
    QT_TRANSLATE_NOOP("Labels", "Invoice number"),
    QT_TRANSLATE_NOOP("Labels", "Invoice date"),
    QT_TRANSLATE_NOOP("Labels", "Due date"),
    QT_TRANSLATE_NOOP("Labels", "Vendor name"),
    QT_TRANSLATE_NOOP("Labels", "Vendor address"),
    QT_TRANSLATE_NOOP("Labels", "Vendor tax ID"),
    QT_TRANSLATE_NOOP("Labels", "Customer name"),
    QT_TRANSLATE_NOOP("Labels", "Customer address"),
    QT_TRANSLATE_NOOP("Labels", "Purchase order"),
    QT_TRANSLATE_NOOP("Labels", "Currency"),
    QT_TRANSLATE_NOOP("Labels", "Subtotal"),
    QT_TRANSLATE_NOOP("Labels", "Tax"),
    QT_TRANSLATE_NOOP("Labels", "Total"),
    QT_TRANSLATE_NOOP("Labels", "IBAN"),
    QT_TRANSLATE_NOOP("Labels", "Line items"),
    QT_TRANSLATE_NOOP("Labels", "Description"),
    QT_TRANSLATE_NOOP("Labels", "Quantity"),
    QT_TRANSLATE_NOOP("Labels", "Unit price"),
    QT_TRANSLATE_NOOP("Labels", "Amount"),
    QT_TRANSLATE_NOOP("Labels", "Receipt number"),
    QT_TRANSLATE_NOOP("Labels", "Date"),
    QT_TRANSLATE_NOOP("Labels", "Time"),
    QT_TRANSLATE_NOOP("Labels", "Payment method"),
    QT_TRANSLATE_NOOP("Labels", "Order number"),
    QT_TRANSLATE_NOOP("Labels", "Order date"),
    QT_TRANSLATE_NOOP("Labels", "Delivery date"),
    QT_TRANSLATE_NOOP("Labels", "Buyer name"),
    QT_TRANSLATE_NOOP("Labels", "Supplier name"),
    QT_TRANSLATE_NOOP("Labels", "Delivery address"),
    QT_TRANSLATE_NOOP("Labels", "SKU"),
    QT_TRANSLATE_NOOP("Labels", "Bank name"),
    QT_TRANSLATE_NOOP("Labels", "Account holder"),
    QT_TRANSLATE_NOOP("Labels", "Period start"),
    QT_TRANSLATE_NOOP("Labels", "Period end"),
    QT_TRANSLATE_NOOP("Labels", "Opening balance"),
    QT_TRANSLATE_NOOP("Labels", "Closing balance"),
    QT_TRANSLATE_NOOP("Labels", "Transactions"),
    QT_TRANSLATE_NOOP("Labels", "Balance"),
    QT_TRANSLATE_NOOP("Labels", "Title"),
    QT_TRANSLATE_NOOP("Labels", "Parties"),
    QT_TRANSLATE_NOOP("Labels", "Name"),
    QT_TRANSLATE_NOOP("Labels", "Role"),
    QT_TRANSLATE_NOOP("Labels", "Effective date"),
    QT_TRANSLATE_NOOP("Labels", "End date"),
    QT_TRANSLATE_NOOP("Labels", "Term"),
    QT_TRANSLATE_NOOP("Labels", "Governing law"),
    QT_TRANSLATE_NOOP("Labels", "Notice period"),
    QT_TRANSLATE_NOOP("Labels", "Value"),
)
"""Of the fields that the default plans have."""
