<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>{number} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Past due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Trial, %n day(s) left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Renews on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last payment failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The subscription has ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stripe can’t be reached right now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything runs here. Nothing leaves this disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No subscription</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New batches are refused until it is paid. What is here stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your batches stay. Choose a plan to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan and billing can be changed once it answers again. Everything else goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stripe can’t be reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading on this computer costs nothing and is not limited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All pages of this month are used. New documents wait until {day}, or change the plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} % of this month’s pages are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starts again on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan and usage as of {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan and usage as of yesterday {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan and usage as of {day}, {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMMM</source>
        <comment>how a day is written without its year, in the letters of QLocale</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>how a day is written with its year, in the letters of QLocale</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <comment>how a month is written with its year, in the letters of QLocale</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) not uploaded</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) that the service refused</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) with unsaved edits</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of a batch not submitted</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uploading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upload paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Completed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partly completed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs a look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk full, nothing written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed, nothing written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moved or deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled, nothing written</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Link for %n more day(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{size} B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} kB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n week(s) ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>a date beside a time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No account, no sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask again (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages this month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens Stripe in your browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>page(s) read</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of {limit} used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>– –  {limit} a month in your plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlimited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both open Stripe in your browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send mails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mail me when a batch has ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete account…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its batches, documents and results are deleted at the service, for good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete this account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To {email}. This computer tells you in any case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer tells you in any case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete this account and all that it has at the service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was learned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next document of the same supplier is read as you corrected the last one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what was learned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corrections that were confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed in at {server}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hosted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One row a document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One row for each item of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Include and mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sheet of findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out of {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is saved at the service. What is kept of this account here is removed from this computer; it comes back when you sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not yet at the service: {what}. What should become of it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) left to send</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Needs a network: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sends it, then signs out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stays here and goes when you sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is deleted, and nobody can bring it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync and sign out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep and sign out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard and sign out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All batches, documents, results and prompts of {name} are deleted at the service and on this computer. A running subscription is cancelled. Nobody can bring them back. Exported files and “This computer” stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete this account?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also lost, not yet at the service: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type {name} to confirm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password of the account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the name above first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not confirmed yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table whose items become rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Include and mark ({unconfirmed})</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{done} of %n document(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved {name}, %n row(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Exports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exports, newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search by file or batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for exports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export confirmed…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing exported yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm documents in a batch, then export them to Excel, CSV or JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No export matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing, {percent}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel this export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More (Shift+F10)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder (Ctrl+Shift+O)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget everything…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget this supplier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suppliers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was learned yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct a value and confirm the document: the supplier’s next one is read so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget everything that was learned?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next documents of all suppliers are read plainly again. What was read already stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From “{document}”, {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>right on %n later document(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>wrong on %n later document(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>so it is not used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tax ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open the batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has ended yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a batch has been read, it is said here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IngestIO is open already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another window uses the data folder “{data}”. Go on there, or close it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing can be written into it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data folder can’t be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{data}”: {why}. Check the folder and who owns it, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a batch, a document or an action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is called “{query}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What reads documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your plan has no models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing leaves this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a key below to let a model read, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents are read by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenAI or compatible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test the key of {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the key of {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key of {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model of {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base URL of {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the key of {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the key of {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This service keeps no keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key can’t be decrypted any more. Enter it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} at {host}, key ends in {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} at {host}, key saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave empty to keep the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the key of {title}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents are no longer read by it. To use it again, the key has to be entered anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read this supplier’s next documents plainly again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place in the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extract again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{position} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until this document is done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boxes on the page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wizard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submit the batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change its type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop the column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search this list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu of the row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete, asks first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review what is to review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review the document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extend the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause or resume the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause or resume all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next field to check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous field to check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back, keep as it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm and next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Between page and fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all boxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste from a spreadsheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rotate the page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap sides</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n not found</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the next one (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use {shown_value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throw the unsaved changes away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save and confirm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Un-confirm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it editable again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next to check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) a look</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) failed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Choose one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{filename} was changed in two places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a value for each field that differs. Your other changes are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take all from the service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep all of mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{chosen} of {total} chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label}, on the service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edited by you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label}, yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was {base}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty</source>
        <comment>a value</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Type it, or draw a box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was pasted. {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This document is still being read. Its fields come by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This document was changed in two places. Your changes wait until you have chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmed. Un-confirm it to change something.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} stays as it was. {refused}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate the row</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{label}, %n row(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the pasted row(s) found no place. Add rows (Insert), then paste them again.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Pages of the document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page Up and Page Down scroll, Ctrl with plus and minus zooms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page {page} is being drawn…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file could not be read, so there is no page to show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This invoice is data only: it was read from its XML and has no page to show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pages come when this document has been read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm with failed rules?</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) failed in this document. Confirm it all the same?</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Throw changes away?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your unsaved changes to this document will be gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new reading replaces what was read, and your changes to it, once it is there. If it fails, they stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your unsaved changes will be gone at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extract again?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete this document?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{filename}” and what was read from it will be deleted. Your own file stays where it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n confirmed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to review</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in progress</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>That was the last document</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>You went through %n document(s) of {title}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page thumbnails</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Page {page}, %n value(s) to check</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Page {page}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a shortcut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every action’s tooltip names its key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No action has “{query}” in its name or key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages by month</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{month}: %n page(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{month}: %n of {limit} pages</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unfold: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{detail}, chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F2 renames, Alt+↓ changes the type, Del drops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New name of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop files and folders here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anywhere on this page. Folders are read with everything inside them, at any depth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or paste with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop more files and folders anywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Drop to add %n file(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Drop to add %n folder(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Drop to add {folders} and {files}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Del</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wizard footer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Completed: {completed}, Failed: {failed}, Pending: {pending}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {step} of {steps}: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything runs here. Nothing to set up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlimited pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents stay on this disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Works with no network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready in a few seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hosted service reads, your desktop confirms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Large batches without slowing this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same batches on every computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages and batch size by plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review offline, sync later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in with your browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your password stays in the browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on in your browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the link to open it in another browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop signing in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other server…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in at a service of your own company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for the service…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed in. Opening your account…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing opened? Copy the link into a browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs a network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens your browser. Your password stays there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signs in at {server}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome to IngestIO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a folder in, confirm what was read, get the spreadsheet out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can have both, side by side, and switch at any time. The window always says which one is active.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All changes saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No network. Go on working: changes wait and go by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in to send what waits. Nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything runs on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service of this computer does not run. Settings, Logs says why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Changes that the service does not have yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing waits to be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as of {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n new notification(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>What has ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} {value}, {apart} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} {value}, {apart} less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is no number. Type it like 1234.50.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is no date. Type it like 2024-03-05.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is no day of the calendar. Type it like 2024-03-05.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%Y-%m-%d</source>
        <comment>a date that can be typed: %Y year, %m month, %d day</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in to another…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{account}, in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No text of these documents is sent to a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of documents that could not be read with certainty is sent to {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of these documents is sent to {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>About %n token(s) with {model}, whose price is not known.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>At most about {cost} with {model}, by the list prices of {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About {cost} with {model}, by the list prices of {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Read automatically: no model was asked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read automatically: {cost}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read by a model: {cost}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read by a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than {cent}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting the documents…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is confirmed yet. Include the unconfirmed documents, or confirm some first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the file a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file name can&apos;t hold any of {marks}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder “{folder}” is not there. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>One row for each item of {table}, %n document(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>One row a document, %n document(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are not confirmed and marked so.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The file of that name will be replaced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) read</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n batches have ended: {documents}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with an error</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Could not be read: %n document(s) with an error</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{read} of %n document(s) read</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>“{title}” could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>“{title}” is done: %n document(s) read</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Several words are easy to keep in mind and hard to guess.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too short</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Weak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a word or two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One more word makes it strong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That doesn&apos;t fit this field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no keyring that IngestIO trusts. Your sign-in can be kept in an encrypted file instead, which a passphrase of yours opens at each start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the sign-in with a passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength of the passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forgotten, it can’t be found out: you sign in again and make a new one. Your batches are not lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This session only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the sign-in until IngestIO is closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the same passphrase twice, at least 8 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your sign-in is kept in an encrypted file. Type its passphrase to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock your sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forgotten?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can’t be found out. Give the kept sign-ins up, sign in again and make a new passphrase: batches and unsent work stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the sign-ins up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the new sign-in until IngestIO is closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of your company’s own service. It must begin with https://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in at another server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the usual one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write an address that begins with https://. Only a service on this computer may have http://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{said}, and %n before it</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AccountForm</name>
    <message>
        <source>Sign out…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages this month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages by month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages a month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files in a batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model engines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents this month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space on this disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free on this disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Billing and invoices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both open Stripe in your browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accounts on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in to another…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsForm</name>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light, dark, or as the system says. Changes at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder that exports are written to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data of this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IngestIO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
