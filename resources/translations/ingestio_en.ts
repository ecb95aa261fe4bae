<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name></name>
    <message numerus="yes">
        <source>Trial, %n day(s) left</source>
        <translation>
            <numerusform>Trial, %n day left</numerusform>
            <numerusform>Trial, %n days left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) not uploaded</source>
        <translation>
            <numerusform>%n file not uploaded</numerusform>
            <numerusform>%n files not uploaded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) that the service refused</source>
        <translation>
            <numerusform>%n change that the service refused</numerusform>
            <numerusform>%n changes that the service refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) with unsaved edits</source>
        <translation>
            <numerusform>%n document with unsaved edits</numerusform>
            <numerusform>%n documents with unsaved edits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of a batch not submitted</source>
        <translation>
            <numerusform>%n file of a batch not submitted</numerusform>
            <numerusform>%n files of a batch not submitted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Link for %n more day(s)</source>
        <translation>
            <numerusform>Link for %n more day</numerusform>
            <numerusform>Link for %n more days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>%n h ago</numerusform>
            <numerusform>%n h ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n week(s) ago</source>
        <translation>
            <numerusform>%n week ago</numerusform>
            <numerusform>%n weeks ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>page(s) read</source>
        <translation>
            <numerusform>page read</numerusform>
            <numerusform>pages read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the first %n line(s)</source>
        <translation>
            <numerusform>the first line</numerusform>
            <numerusform>the first %n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>first {first} of %n row(s)</source>
        <translation>
            <numerusform>first {first} of %n row</numerusform>
            <numerusform>first {first} of %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of %n document(s)</source>
        <translation>
            <numerusform>{done} of %n document</numerusform>
            <numerusform>{done} of %n documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Added %n row(s) to {name}.</source>
        <translation>
            <numerusform>Added %n row to {name}.</numerusform>
            <numerusform>Added %n rows to {name}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved {name}, %n row(s).</source>
        <translation>
            <numerusform>Saved {name}, %n row.</numerusform>
            <numerusform>Saved {name}, %n rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved, %n row(s) added</source>
        <translation>
            <numerusform>Saved, %n row added</numerusform>
            <numerusform>Saved, %n rows added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>right on %n later document(s)</source>
        <translation>
            <numerusform>right on %n later document</numerusform>
            <numerusform>right on %n later documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>wrong on %n later document(s)</source>
        <translation>
            <numerusform>wrong on %n later document</numerusform>
            <numerusform>wrong on %n later documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not found</source>
        <translation>
            <numerusform>%n not found</numerusform>
            <numerusform>%n not found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) a look</source>
        <translation>
            <numerusform>%n needs a look</numerusform>
            <numerusform>%n need a look</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) failed</source>
        <translation>
            <numerusform>%n rule failed</numerusform>
            <numerusform>%n rules failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other file(s)</source>
        <translation>
            <numerusform>%n other file</numerusform>
            <numerusform>%n other files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are</source>
        <translation>
            <numerusform>%n file is</numerusform>
            <numerusform>%n files are</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) with all their values.</source>
        <translation>
            <numerusform>%n document with all its values.</numerusform>
            <numerusform>%n documents with all their values.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{rows} from %n document(s).</source>
        <translation>
            <numerusform>{rows} from %n document.</numerusform>
            <numerusform>{rows} from %n documents.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{documents} stay out.</source>
        <translation>
            <numerusform>{documents} stays out.</numerusform>
            <numerusform>{documents} stay out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are not confirmed, and nothing in the file says so.</source>
        <translation>
            <numerusform>%n of them is not confirmed, and nothing in the file says so.</numerusform>
            <numerusform>%n of them are not confirmed, and nothing in the file says so.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are not confirmed and say so in {column}.</source>
        <translation>
            <numerusform>%n of them is not confirmed and says so in {column}.</numerusform>
            <numerusform>%n of them are not confirmed and say so in {column}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are not confirmed and stand in italics.</source>
        <translation>
            <numerusform>%n of them is not confirmed and stands in italics.</numerusform>
            <numerusform>%n of them are not confirmed and stand in italics.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decimal(s)</source>
        <translation>
            <numerusform>%n decimal</numerusform>
            <numerusform>%n decimals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) were</source>
        <translation>
            <numerusform>%n row was</numerusform>
            <numerusform>%n rows were</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more field(s) were</source>
        <translation>
            <numerusform>%n more field was</numerusform>
            <numerusform>%n more fields were</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{label}, %n row(s)</source>
        <translation>
            <numerusform>{label}, %n row</numerusform>
            <numerusform>{label}, %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) failed in this document. Confirm it all the same?</source>
        <translation>
            <numerusform>%n rule failed in this document. Confirm it all the same?</numerusform>
            <numerusform>%n rules failed in this document. Confirm it all the same?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of %n document(s) done</source>
        <translation>
            <numerusform>{done} of %n document done</numerusform>
            <numerusform>{done} of %n documents done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n confirmed</source>
        <translation>
            <numerusform>%n confirmed</numerusform>
            <numerusform>%n confirmed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to review</source>
        <translation>
            <numerusform>%n to review</numerusform>
            <numerusform>%n to review</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in progress</source>
        <translation>
            <numerusform>%n in progress</numerusform>
            <numerusform>%n in progress</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n cancelled</numerusform>
            <numerusform>%n cancelled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n min left</source>
        <translation>
            <numerusform>about %n min left</numerusform>
            <numerusform>about %n min left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n h left</source>
        <translation>
            <numerusform>about %n h left</numerusform>
            <numerusform>about %n h left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You went through %n document(s) of {title}.</source>
        <translation>
            <numerusform>You went through %n document of {title}.</numerusform>
            <numerusform>You went through %n documents of {title}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Review the %n left</source>
        <translation>
            <numerusform>Review the one left</numerusform>
            <numerusform>Review the %n left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edited</source>
        <translation>
            <numerusform>%n edited</numerusform>
            <numerusform>%n edited</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with unsaved changes</source>
        <translation>
            <numerusform>%n with unsaved changes</numerusform>
            <numerusform>%n with unsaved changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Page {page}, %n value(s) to check</source>
        <translation>
            <numerusform>Page {page}, %n value to check</numerusform>
            <numerusform>Page {page}, %n values to check</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{month}: %n page(s)</source>
        <translation>
            <numerusform>{month}: %n page</numerusform>
            <numerusform>{month}: %n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{month}: %n of {limit} pages</source>
        <translation>
            <numerusform>{month}: %n of {limit} pages</numerusform>
            <numerusform>{month}: %n of {limit} pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Drop to add %n file(s)</source>
        <translation>
            <numerusform>Drop to add %n file</numerusform>
            <numerusform>Drop to add %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Drop to add %n folder(s)</source>
        <translation>
            <numerusform>Drop to add %n folder</numerusform>
            <numerusform>Drop to add %n folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) a batch</source>
        <translation>
            <numerusform>%n file a batch</numerusform>
            <numerusform>%n files a batch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Drop to start a batch with %n file(s)</source>
        <translation>
            <numerusform>Drop to start a batch with %n file</numerusform>
            <numerusform>Drop to start a batch with %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Drop to start a batch with %n folder(s)</source>
        <translation>
            <numerusform>Drop to start a batch with %n folder</numerusform>
            <numerusform>Drop to start a batch with %n folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s)</source>
        <translation>
            <numerusform>%n folder</numerusform>
            <numerusform>%n folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait</source>
        <translation>
            <numerusform>%n change waits</numerusform>
            <numerusform>%n changes wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) need you</source>
        <translation>
            <numerusform>%n change needs you</numerusform>
            <numerusform>%n changes need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new notification(s)</source>
        <translation>
            <numerusform>%n new notification</numerusform>
            <numerusform>%n new notifications</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) left to send</source>
        <translation>
            <numerusform>%n change left to send</numerusform>
            <numerusform>%n changes left to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About %n token(s) with {model}, whose price is not known.</source>
        <translation>
            <numerusform>About %n token with {model}, whose price is not known.</numerusform>
            <numerusform>About %n tokens with {model}, whose price is not known.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are not confirmed and marked so.</source>
        <translation>
            <numerusform>%n of them is not confirmed and marked so.</numerusform>
            <numerusform>%n of them are not confirmed and marked so.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) read</source>
        <translation>
            <numerusform>%n document read</numerusform>
            <numerusform>%n documents read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n batches have ended: {documents}</source>
        <translation>
            <numerusform>%n batch has ended: {documents}</numerusform>
            <numerusform>%n batches have ended: {documents}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with an error</source>
        <translation>
            <numerusform>%n with an error</numerusform>
            <numerusform>%n with an error</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Could not be read: %n document(s) with an error</source>
        <translation>
            <numerusform>Could not be read: %n document with an error</numerusform>
            <numerusform>Could not be read: %n documents with an error</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{read} of %n document(s) read</source>
        <translation>
            <numerusform>{read} of %n document read</numerusform>
            <numerusform>{read} of %n documents read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{title}” is done: %n document(s) read</source>
        <translation>
            <numerusform>“{title}” is done: %n document read</numerusform>
            <numerusform>“{title}” is done: %n documents read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s)</source>
        <translation>
            <numerusform>At least %n character</numerusform>
            <numerusform>At least %n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{said}, and %n before it</source>
        <translation>
            <numerusform>{said}, and %n before it</numerusform>
            <numerusform>{said}, and %n before it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) confirmed</source>
        <translation>
            <numerusform>%n document confirmed</numerusform>
            <numerusform>%n documents confirmed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) to be read again</source>
        <translation>
            <numerusform>%n document to be read again</numerusform>
            <numerusform>%n documents to be read again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) cancelled</source>
        <translation>
            <numerusform>%n document cancelled</numerusform>
            <numerusform>%n documents cancelled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) deleted</source>
        <translation>
            <numerusform>%n document deleted</numerusform>
            <numerusform>%n documents deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) cancelled</source>
        <translation>
            <numerusform>%n file cancelled</numerusform>
            <numerusform>%n files cancelled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n batch(es) deleted</source>
        <translation>
            <numerusform>%n batch deleted</numerusform>
            <numerusform>%n batches deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Over the limit of %n file(s)</source>
        <translation>
            <numerusform>Over the limit of %n file</numerusform>
            <numerusform>Over the limit of %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n new batch(es)</source>
        <translation>
            <numerusform>Show %n new batch</numerusform>
            <numerusform>Show %n new batches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) and what was read from them are deleted. Your own files stay where they are.</source>
        <translation>
            <numerusform>%n document and what was read from it are deleted. Your own files stay where they are.</numerusform>
            <numerusform>%n documents and what was read from them are deleted. Your own files stay where they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) not done yet will not be read. What is done stays.</source>
        <translation>
            <numerusform>%n document not done yet will not be read. What is done stays.</numerusform>
            <numerusform>%n documents not done yet will not be read. What is done stays.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending %n change(s)</source>
        <translation>
            <numerusform>Sending %n change</numerusform>
            <numerusform>Sending %n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait.</source>
        <translation>
            <numerusform>%n change waits.</numerusform>
            <numerusform>%n changes wait.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s), {when}</source>
        <translation>
            <numerusform>%n document, {when}</numerusform>
            <numerusform>%n documents, {when}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of %n file(s)</source>
        <translation>
            <numerusform>{done} of %n file</numerusform>
            <numerusform>{done} of %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Up to %n file(s)</source>
        <translation>
            <numerusform>Up to %n file</numerusform>
            <numerusform>Up to %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more, search for them</source>
        <translation>
            <numerusform>%n more, search for them</numerusform>
            <numerusform>%n more, search for them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n column</numerusform>
            <numerusform>%n columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n table</numerusform>
            <numerusform>%n tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{here} of %n file(s) are here</source>
        <translation>
            <numerusform>{here} of %n file is here</numerusform>
            <numerusform>{here} of %n files are here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{finding} and %n more</source>
        <translation>
            <numerusform>{finding} and %n more</numerusform>
            <numerusform>{finding} and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n document(s) are confirmed.</source>
        <translation>
            <numerusform>The one document is confirmed.</numerusform>
            <numerusform>All %n documents are confirmed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read %n document(s) again?</source>
        <translation>
            <numerusform>Read %n document again?</numerusform>
            <numerusform>Read %n documents again?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read %n document(s) again that failed?</source>
        <translation>
            <numerusform>Read %n document again that failed?</numerusform>
            <numerusform>Read %n documents again that failed?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n document(s)?</source>
        <translation>
            <numerusform>Delete %n document?</numerusform>
            <numerusform>Delete %n documents?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line item(s)</source>
        <translation>
            <numerusform>%n line item</numerusform>
            <numerusform>%n line items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stop reading %n of them</source>
        <translation>
            <numerusform>Stop reading %n of them</numerusform>
            <numerusform>Stop reading %n of them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{sent} of %n file(s) sent</source>
        <translation>
            <numerusform>{sent} of %n file sent</numerusform>
            <numerusform>{sent} of %n files sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>These %n file(s) have different texts. What you write here takes their place.</source>
        <translation>
            <numerusform>This %n file has another text. What you write here takes its place.</numerusform>
            <numerusform>These %n files have different texts. What you write here takes their place.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Search %n file(s)</source>
        <translation>
            <numerusform>Search %n file</numerusform>
            <numerusform>Search %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) have another text, which is overwritten.</source>
        <translation>
            <numerusform>%n file has another text, which is overwritten.</numerusform>
            <numerusform>%n files have another text, which is overwritten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rejected one(s) left out</source>
        <translation>
            <numerusform>%n rejected one left out</numerusform>
            <numerusform>%n rejected ones left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still being read</source>
        <translation>
            <numerusform>%n still being read</numerusform>
            <numerusform>%n still being read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>From your last %n batch(es)</source>
        <translation>
            <numerusform>From your last batch</numerusform>
            <numerusform>From your last %n batches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n too few</source>
        <translation>
            <numerusform>%n too few</numerusform>
            <numerusform>%n too few</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s)</source>
        <translation>
            <numerusform>%n text</numerusform>
            <numerusform>%n texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Go on with %n file(s) from {time}?</source>
        <translation>
            <numerusform>Go on with %n file from {time}?</numerusform>
            <numerusform>Go on with %n files from {time}?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) and what you typed are forgotten.</source>
        <translation>
            <numerusform>%n file and what you typed are forgotten.</numerusform>
            <numerusform>%n files and what you typed are forgotten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) still being checked</source>
        <translation>
            <numerusform>%n file still being checked</numerusform>
            <numerusform>%n files still being checked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) too few are left this month</source>
        <translation>
            <numerusform>%n page too few is left this month</numerusform>
            <numerusform>%n pages too few are left this month</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Up to %n file(s) in a batch</source>
        <translation>
            <numerusform>Up to %n file in a batch</numerusform>
            <numerusform>Up to %n files in a batch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) removed</source>
        <translation>
            <numerusform>%n file removed</numerusform>
            <numerusform>%n files removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There is no file in %n of the folder(s).</source>
        <translation>
            <numerusform>There is no file in %n of the folders.</numerusform>
            <numerusform>There is no file in %n of the folders.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) left until {day}</source>
        <translation>
            <numerusform>%n page left until {day}</numerusform>
            <numerusform>%n pages left until {day}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) have no prompt: {names}</source>
        <translation>
            <numerusform>%n file has no prompt: {names}</numerusform>
            <numerusform>%n files have no prompt: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) have no prompt: {names} and {more} more</source>
        <translation>
            <numerusform>%n file has no prompt: {names} and {more} more</numerusform>
            <numerusform>%n files have no prompt: {names} and {more} more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your draft of %n file(s) is kept.</source>
        <translation>
            <numerusform>Your draft of %n file is kept.</numerusform>
            <numerusform>Your draft of %n files is kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Plus: up to %n file(s) in a batch</source>
        <translation>
            <numerusform>Plus: up to %n file in a batch</numerusform>
            <numerusform>Plus: up to %n files in a batch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Growth: up to %n file(s) in a batch</source>
        <translation>
            <numerusform>Growth: up to %n file in a batch</numerusform>
            <numerusform>Growth: up to %n files in a batch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fetching: %n document(s) so far</source>
        <translation>
            <numerusform>Fetching: %n document so far</numerusform>
            <numerusform>Fetching: %n documents so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fetching: %n document(s) so far, about {share}</source>
        <translation>
            <numerusform>Fetching: %n document so far, about {share}</numerusform>
            <numerusform>Fetching: %n documents so far, about {share}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) left</source>
        <translation>
            <numerusform>%n page left</numerusform>
            <numerusform>%n pages left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) arriving</source>
        <translation>
            <numerusform>%n file arriving</numerusform>
            <numerusform>%n files arriving</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Looking into %n file(s)</source>
        <translation>
            <numerusform>Looking into %n file</numerusform>
            <numerusform>Looking into %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) taken</source>
        <translation>
            <numerusform>%n file taken</numerusform>
            <numerusform>%n files taken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n skipped as known</source>
        <translation>
            <numerusform>%n skipped as known</numerusform>
            <numerusform>%n skipped as known</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not readable</source>
        <translation>
            <numerusform>%n not readable</numerusform>
            <numerusform>%n not readable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of {folder} are a new batch</source>
        <translation>
            <numerusform>%n file of {folder} is a new batch</numerusform>
            <numerusform>%n files of {folder} are a new batch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of {folder} skipped: extracted before</source>
        <translation>
            <numerusform>%n file of {folder} skipped: extracted before</numerusform>
            <numerusform>%n files of {folder} skipped: extracted before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) in {folder} were left: they can’t be read</source>
        <translation>
            <numerusform>%n file in {folder} was left: it can’t be read</numerusform>
            <numerusform>%n files in {folder} were left: they can’t be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), {size} of {limit}</source>
        <translation>
            <numerusform>%n file, {size} of {limit}</numerusform>
            <numerusform>%n files, {size} of {limit}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pause uploads (%n file(s))</source>
        <translation>
            <numerusform>Pause uploads (%n file)</numerusform>
            <numerusform>Pause uploads (%n files)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of “{batch}”</source>
        <translation>
            <numerusform>%n file of “{batch}”</numerusform>
            <numerusform>%n files of “{batch}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more change(s) wait</source>
        <translation>
            <numerusform>%n more change waits</numerusform>
            <numerusform>%n more changes wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) can’t be changed: confirmed, or not read.</source>
        <translation>
            <numerusform>%n document can’t be changed: confirmed, or not read.</numerusform>
            <numerusform>%n documents can’t be changed: confirmed, or not read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) were changed elsewhere meanwhile. Choose between both.</source>
        <translation>
            <numerusform>%n document was changed elsewhere meanwhile. Choose between both.</numerusform>
            <numerusform>%n documents were changed elsewhere meanwhile. Choose between both.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s)</source>
        <translation>
            <numerusform>%n cell</numerusform>
            <numerusform>%n cells</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <comment>that are the same</comment>
        <translation>
            <numerusform>%n field</numerusform>
            <numerusform>%n fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <comment>that are the same</comment>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Intact, %n change(s)</source>
        <translation>
            <numerusform>Intact, %n change</numerusform>
            <numerusform>Intact, %n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) still being written</source>
        <translation>
            <numerusform>%n file is still being written</numerusform>
            <numerusform>%n files are still being written</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Run again, %n document(s) changed since</source>
        <translation>
            <numerusform>Run again, %n document changed since</numerusform>
            <numerusform>Run again, %n documents changed since</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pasted row(s) found no place below the last document.</source>
        <translation>
            <numerusform>%n pasted row found no place below the last document.</numerusform>
            <numerusform>%n pasted rows found no place below the last document.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) can’t be changed and stay as they are.</source>
        <translation>
            <numerusform>%n cell can’t be changed and stays as it is.</numerusform>
            <numerusform>%n cells can’t be changed and stay as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Confirm %n selected</source>
        <translation>
            <numerusform>Confirm %n selected</numerusform>
            <numerusform>Confirm %n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Confirm %n without findings</source>
        <translation>
            <numerusform>Confirm %n without findings</numerusform>
            <numerusform>Confirm %n without findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them have cells that need a look</source>
        <translation>
            <numerusform>%n of them has cells that need a look</numerusform>
            <numerusform>%n of them have cells that need a look</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rules failed in %n document(s). Confirm all the same?</source>
        <translation>
            <numerusform>Rules failed in %n document. Confirm it all the same?</numerusform>
            <numerusform>Rules failed in %n documents. Confirm them all the same?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sum of %n read document(s)</source>
        <translation>
            <numerusform>Sum of %n read document</numerusform>
            <numerusform>Sum of %n read documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sum of %n document(s) shown</source>
        <translation>
            <numerusform>Sum of %n document shown</numerusform>
            <numerusform>Sum of %n documents shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pasted value(s) can’t be taken and stand red.</source>
        <translation>
            <numerusform>%n pasted value can’t be taken and stands red.</numerusform>
            <numerusform>%n pasted values can’t be taken and stand red.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pasted column(s) found no place.</source>
        <translation>
            <numerusform>%n pasted column found no place.</numerusform>
            <numerusform>%n pasted columns found no place.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s): {state}</source>
        <translation>
            <numerusform>%n cell: {state}</numerusform>
            <numerusform>%n cells: {state}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) changed since. Run again writes the file anew.</source>
        <translation>
            <numerusform>%n document changed since. Run again writes the file anew.</numerusform>
            <numerusform>%n documents changed since. Run again writes the file anew.</numerusform>
        </translation>
    </message>
</context>
</TS>
