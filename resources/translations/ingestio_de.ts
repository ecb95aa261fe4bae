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
        <source>Starter plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plus plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Growth plan</source>
        <translation type="unfinished"></translation>
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
        <source>all changes saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No account needed</source>
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
        <source>%n page(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other file(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) were</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more field(s) were</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
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
        <source>Hosted account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs a network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not connected yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service does not run</source>
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
    <message numerus="yes">
        <source>%n document(s) confirmed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to confirm</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) to be read again</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) cancelled</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) deleted</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>“{name}” deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was moved, renamed or deleted on this computer since it was submitted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n batch(es) deleted</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>It is too late to undo this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is deleted already.</source>
        <translation type="unfinished"></translation>
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
    <name>Sentences</name>
    <message>
        <source>{label} {isoformat} is before {lower} {isoformat2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {number} is dated {isoformat}, outside the period {isoformat2} to {isoformat3}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {number} has no {lower}{reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {number}: {quantity} × {unit_price} is {cent}, {lower} says {amount}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} {start} and {lower} of {moved} make {value}, {lower2} says {end}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {number}: {before} and {amount} make {expected}, {lower} says {balance}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edited by you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} was not found in the document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not found on the page, so it may be made up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read from the e-invoice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read twice, differently: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read with doubt: “{read}”, {percent} sure; it may also be “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read from a picture with doubt: “{read}”, {percent} sure; compare each sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read with doubt: “{read}”, {percent} sure; no label says clearly that it is this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} sum to {lines}, {lower} says {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} {net} and {lower} {extra} make {value}, {lower2} says {gross}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PDF has no pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PDF ends after {value} % of its length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PDF breaks off before its end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PDF cannot be opened, its inner structure is broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture has more than {value} million pixels. Save it in a smaller size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {name} picture cannot be opened, its beginning is broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {name} picture breaks off before its end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {name} picture cannot be decoded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The XML of the e-invoice is broken{line}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type not allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is {what}. PDF, JPG and PNG files and e-invoices in XML are taken; save or print it as PDF first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}. Get the file once more from where it came from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PDF opens only with a password. Open it, save a copy without the password and add the copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture has {width} × {height} pixels; up to {value} million in all are taken. Save it in a smaller size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value does not fit here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{pointer}” takes a text or a number; a table takes rows of them. Check the value and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{pointer}” is no field, row or cell of this document. Reload the document and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Characters do not fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{odd}” cannot be written in {encoding}. Choose UTF-8 and export again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delimiter not usable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a comma, a semicolon or a tab between the columns, and a point or comma in numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoding not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{encoding}” is no encoding that is known here. Choose UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too much for one sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The export has {rows} rows and {columns} columns; a sheet of Excel holds {value} and {max_sheet_columns}. Export fewer documents at once, or as CSV.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table Style Light 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text has {length} characters, a cell of Excel holds {max_cell_length}: it was cut in row {value}. CSV and JSON hold all of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The export was cancelled; no file was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” could not be written because the disk is full. Make room or choose another folder, then export again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File cannot be replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is open in another program, or its folder may not be written to. Close the file or choose another folder, then export again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export was not written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” could not be written ({value}). Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tax rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vendor tax ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer tax ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is a folder or a device, not a file. Choose the files in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has no content at all (0 bytes). Save or scan the document once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has {size}; up to {limit} are taken. Save it in a smaller size or split it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading page {value} of {pages}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Google Gemini</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No permission</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” may not be read. Ask for permission or copy it elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is no longer there. Add it again from where it is now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be read ({detail}). Check the disk and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no safe place for the sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no keyring that IngestIO trusts (Secret Service, KWallet, macOS or Windows). Set one up, or sign in for this session only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring could not be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is locked, or you said no. Unlock it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The download is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” did not arrive as the service keeps it. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file could not be saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{target}” could not be written: {strerror}. Free some space or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service on this computer could not be started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{executable} could not be run: {strerror}. Install IngestIO again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service on this computer did not start in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was given {timeout} seconds. Try again; what it did is in {log}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It ended before it was ready. What it said is in {log}; please report this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data folder cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{folder}” could not be made: {strerror}. Choose another data folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{log}” could not be opened: {strerror}. Check who owns the folder, or choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service gave an answer that this version does not understand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update IngestIO. If it is up to date, please report this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service’s address is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No computer is known as {error}. If web pages open, the service may have moved: check its address. If none opens, check the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no connection. Check it; the work goes on when the network is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection to the service could be made. Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service took too long to answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service or the network is slow. Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection was lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to the service broke off. Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file ends earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is shorter than expected. Load it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no IngestIO at this address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something else answers at {address}. Check the address of the service; if it is right, try again later. In a network with a sign-in page of its own, open a web page first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network wants you to sign in first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{here} is not reached: it leads to {there}. Open a web page and do what it asks for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service has moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{here} says that it is at {there} now. Your work here is kept. Check that with whoever runs the service, then sign in at the new address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are not signed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service did not accept this sign-in. Sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no longer there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was deleted, or never existed. Reload the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service asks to wait. Try again in a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service is not available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service is busy or being restarted. Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong in the service. Try again; if it happens again, please report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service refused the request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It answered with status {status}. Update IngestIO; if that does not help, report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clock of this computer may be wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It says {now}, and the certificate of {host} {clock}. Set date and time; then it goes on by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service can&apos;t prove who it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of {host} is not trusted here ({verify_message}). Nothing was sent. In a network with a sign-in page of its own, open a web page first; else ask whoever runs the service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in can&apos;t be renewed right now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another IngestIO program is at it and does not end. Close it, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are signed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can close this tab and go on in IngestIO.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can close this tab. IngestIO says what to do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is an older sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this tab and go on in the newest one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this tab and go on in IngestIO.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The browser&apos;s answer can&apos;t be received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No program may listen on this computer. Check its firewall, or use a personal access token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody signed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in in the browser was not finished in time. Start it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody can sign in there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At {server} there is no IngestIO service with accounts. Check the address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service has another address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It calls itself {value}. Use that address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in can&apos;t be checked right now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service is busy. Try again in a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address can&apos;t be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” must begin with https://. Only a service on this computer may have http://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You did not allow it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was signed in. Start again if you want to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your sign-in has ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in did not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service refused it ({word}). Try again; if that does not help, update IngestIO.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The export is not ready yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is still being written, or it failed. Look at it in Exports.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in at {server} first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” was moved, renamed or deleted since it was added. Put it back and try again, or remove it from the batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file can’t be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” could not be read: {strerror}. Check the disk and who may read it, then try again, or remove it from the batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” is no longer what it was when it was added to the batch, so it was not sent. Take it as it is now, or remove it from the batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase is too short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take at least {min_passphrase} characters. A few words are easy to remember.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a passphrase already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the one that you chose, or start over without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase is not right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter it again. Capital letters and spaces count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your sign-in is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter your passphrase to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no safe place for the sign-in yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no keyring. Choose a passphrase, or sign in for this session only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kept sign-ins can&apos;t be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file that they are in is damaged. Start over with a new passphrase, then sign in again; nothing else is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign-in could not be kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” could not be written: {strerror}. Check the folder and the disk, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not an e-invoice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This XML file is a “{other}”. Only UBL and CII invoices (XRechnung, ZUGFeRD, Factur-X) can be read; add the invoice as a PDF instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This XML file can&apos;t be read. Ask the sender for it again, or add the invoice as a PDF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page {numbers} holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages {numbers} hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} {words} that nobody can see: invisible, covered, or too small. They were left out. Ask who made this document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label}: the model answered “{short}”, which is not one {what}. Enter it by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label}: “{text}” stands in a sentence that tells a program what to answer. Compare it with the rest of the document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label}: “{short}” stands only in text that nobody can see on the page. Compare it with what is printed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{labels}: row {value} stands where row {value2} does. The model may have given it twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label}: the model gave {given} of about {there} rows. Compare them with the document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read twice, differently: {chosen} / {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label}: read twice, differently: {counts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label}: read twice, differently: {shown}{more}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page {pages} holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages {str} hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} sentences that tell a program what to answer. The model was told to ignore them. Look at every value before you use it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model could not be asked about {asked}{all_of_it}: {why}. What stands there is what the local engine read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{span} could not be had from the model: its answer was cut off however little it was asked at once. Enter what stands there by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{labels} and {value} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is on page {pages}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is on the pages {pages}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The line “{shown}” on page {page}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} lines from “{shown}” on page {page} on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{left_out} more fields were</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{many} read than the {max_fields} that are shown. Name the fields that you need in the prompt, and read the document again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label}: no rows were found. If the document has them, type them in, or name the columns as its headings do and read it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The headings that were seen: {seen}. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label}: “{label2}” is empty in every row. {told}If one of them is meant, call the column so and read the document again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label}: “{label2}” is empty in every row. If the document has it, type it in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same print was read twice, differently: {text} / {text2}. {value} was taken; compare it with the page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page {page} is of number “{value}”, page {page2} of “{value2}”: the file seems to hold several invoices, and values of both may be mixed. Split it and add its parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{many} on {where} {look} like {lower} but could not be read: “{text}”. Compare the table with the document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The document counts {printed} {lower}, {rows} were read. Compare the table with the document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position {named} is missing between the {lower} that were read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Positions {named} are missing between the {lower} that were read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{said}” was left out as you did on “{document}” ({learned}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read as you corrected it on {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As you entered it for {where}; no page of this document shows it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{gone} rows were</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} left out as you did on “{document}” ({learned}): “{value}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} is not printed; what stands{beside} is something else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In dates the {first} comes first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decimals follow a “{value}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} stands in the column “{heading}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows that say “{value}” are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} always stands at the same place of the page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vendor name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is damaged and cannot be opened. Save it again from where it came, and add it once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page {value} is damaged and was not read. Look for its values by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is no longer where it was. Put it back, or add it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is protected by a password. Save it without one, and add it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture has too many pixels to be read. Scan it at 300 dpi, and add it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page lies on its side: it was read turned by {turned} degrees.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This XML file is not an e-invoice. Add the invoice as a PDF instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is no longer where it was, or may not be read. Put it back, or add it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No text was found on any page. If something is printed there, scan it sharper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” was read as {value}, but may mean {other}: nothing in the document says whether day or month comes first.{more}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{label}” was not found on any page. Compare it with the document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}{where}: the e-invoice says “{text}”, which cannot be read, and the value was left out. Ask the sender for the right one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} more values of the e-invoice cannot be read and were left out. Ask the sender for a right one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: the e-invoice states {text} {currency}, but is made out in {value}. Ask the sender which holds before you pay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label}: the e-invoice has {stated}, page {page} says {text}. The e-invoice data was taken; ask the sender which is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password is not right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was deleted. Enter it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The account of this computer stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete its batches instead, or the folder that its data is in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not the account&apos;s name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was deleted. Confirm with the account&apos;s e-mail address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was deleted. Confirm with the account&apos;s id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A personal access token can&apos;t do this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in yourself, with “ingestio login” or in the browser, and do it there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account has no tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The account of this computer is reached with the token that the service was started with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token can&apos;t end then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an end that lies ahead and within a year, or none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are too many tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An account may have {max_tokens}. End one that is not needed any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This batch was deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was deleted after it was submitted. Make a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An id is in use already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The batch or one of its documents has the id of another one. Make the batch again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This batch was submitted before, differently</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another batch was made under the same key. Submit this one under a new key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not enough pages left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This batch needs {needed} and {left} are left this month. Upgrade the plan, or submit fewer documents.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upgrade required</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your plan does not include batches. Upgrade it, or use this computer instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The batch has no files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add at least one file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A batch may have {files_per_batch} files and this one has {documents}. Remove some, or make several batches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say in the prompt what to extract.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompts are missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{without} no prompt yet. Write one for each, or copy one to all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some files cannot be taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{offenders} a reason not to be taken; each is listed. Remove them and submit again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two documents have one id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each document needs an id of its own. Add the files again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{some} of {documents} has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{some} of {documents} have</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file did not arrive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The batch was closed before this file was uploaded. Add it to a new batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This plan can&apos;t be bought</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan {value} is not for sale here. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have a subscription already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Manage billing to change it, or to pay what is due.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is sold here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This service has no plans to buy. Ask whoever runs it for more pages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have no subscription yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a plan first, then manage it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The signature is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only events that Stripe signed just now are taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The event can&apos;t be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send snapshot events of Stripe&apos;s API.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The event is too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An event may have {value} KB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many windows are open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{streams_per_user} programs follow this account already. Close one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These documents have no such order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the documents of one batch have positions. Choose another order, or one batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This document&apos;s file was never uploaded or was refused. Add it to a new batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} refused the key: it is wrong, is not paid for, or may not use this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} is busy: it took the key, and lets nobody ask at the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} can&apos;t be reached, or does not answer as a provider of models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key can&apos;t be decrypted any more. Enter it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service asks this address no more. Enter another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your plan has no models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents are read by the service&apos;s own engine. Choose that one, or upgrade the plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no key for this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a key of the provider in Settings, under Reading, or read without a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key can&apos;t be used any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the key again in Settings, under Reading, or read without a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upgrade the plan to read with a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This service keeps no keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the key alone from the provider&apos;s page, without blanks or line ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the key again: it is for another address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This address can&apos;t be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a base URL such as http://127.0.0.1:11434/v1. A service in the cloud asks only those servers that its settings name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again, then repeat what you were doing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This {what} does not exist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {what} was deleted, or it belongs to another account. Reload the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This document was changed elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare your changes with the current values and choose which to keep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was done too often in a short time. Wait {wait}, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your plan can&apos;t be checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We can&apos;t check your plan right now. Try again in a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The export failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service stopped several times while it wrote this. Export fewer documents at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many exports at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{max_unfinished} exports are being written. Wait until some of them are done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This export has no file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until it is written, or redo it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This link is over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the list of exports and download it from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many documents for one export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One export takes {max_documents} documents. Narrow the list and export in parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of these documents was read (or confirmed) yet. Choose others, or wait for them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of these documents has a table “{rows}”. Choose another, or one row a document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some documents do not exist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{missing} of the documents were deleted. Reload the list and choose again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another export was made under this id. Export again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is our bug, not yours. Export again; if it happens again, report it with the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many documents at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than {max_filtered} documents are chosen. Narrow the list and go on in parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The redo failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The redo failed: {message} The earlier values were kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider of the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page quota reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pages are left for this document this month. Upgrade the plan, or redo it next month.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This document was cancelled before it was read. Redo it to read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stored file of this document is gone. Delete the document and upload it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading this document was stopped twice, each time after {seconds} seconds. Split it into smaller files, or redo it when the computer is less busy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading this document ended the reading process, twice. The file may be damaged: open it, save it again as PDF, and upload that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs too much memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading this document took more memory than there is for one, twice. Split it into smaller files, or save it in a lower resolution, and upload that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too much in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More was read from this document than can be kept for one. Split it into smaller files, and upload those.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something in this document met a fault of the program. Report it with the log, and enter the values by hand meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service stopped each time this document was read, so it was given up. The file may be damaged: open it, save it again as PDF, and upload that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not be processed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service met a fault of its own with this document. Redo it; if that fails too, report it with the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{provider} had no room for this document each time it was asked. Redo it later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model can&apos;t be reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{provider} could not be reached, or had a fault, each time it was asked. Redo the document later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model took too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{provider} did not answer in time, each time it was asked. Redo the document later, or split it into smaller files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model was refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{provider} refused the key: it is wrong, is not paid for, or may not use this model. Put that right in the settings or with the provider, then redo the document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key of the model is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key for the model was removed, or can&apos;t be used any more, while this document waited for an answer. Enter it again in Settings, under Reading, then redo the document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model declined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{provider} would not answer about this document: its own rules forbid what it takes it for. Read it with the local engine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s answer made no sense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{provider} was asked several times and never answered with the fields of this document. Redo it, or read it with the local engine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too long for the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This document is longer than the model can read at once. Split it into smaller files, or read it with the local engine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This document is still in work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until it is done, or cancel it, before it is extracted again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This document has no data yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until it was read, or redo it if that failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This page cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list has changed. Start again from its first page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The upload protocol is not spoken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tus-Resumable must be {VERSION}. Update the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The upload is malformed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Content-Type must be {CONTENT_TYPE}. Update the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The upload came too slowly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What has arrived is kept. Ask how much it is, and go on from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bytes arrived changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They were thrown away. Send them again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More bytes than announced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file grew while it was uploaded. Add it to a new batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service is receiving as much as it can</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The upload goes on by itself in a few seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many files at the same time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An account may send {bodies_per_user} files at the same time. Wait until one is through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk of the service is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was lost. Try again later; on your own computer, free some space first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many uploads are unfinished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish or cancel some of the uploads that have begun, then start this one again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not the one announced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file changed between adding and uploading it. Add it to a new batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The upload was not finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was begun and then not gone on with for so long that its first part was thrown away. Upload the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{filename}” is larger than the {value} MB that a file may have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This document waits for no file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its file has arrived already, or it was cancelled. Nothing needs to be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The upload came in too many pieces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file may come in {max_turns} pieces. Cancel this upload and send larger ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The upload took too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its first part was thrown away. Upload the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of it was kept. Send the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The upload goes on elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask how much has arrived, and go on from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The upload was interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file was lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The uploaded file is no longer where the service keeps it. Add it to a new batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service restarts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has arrived and is looked into as soon as the service runs again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Virus found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The virus scanner found “{virus}” in this file. It was deleted here and is not read. Do not open your copy; ask whoever sent it for a clean one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk can&apos;t be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer can&apos;t read or write its files right now. Check the disk, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents can&apos;t be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer starts no process that reads documents, or ends each at once. Close other programs, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking into this file ended the reading process, twice. Open it, save it again as PDF, and add that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking into this file took more memory than there is for one, twice. Open it, save it again as PDF, and add that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking into this file took too long and was stopped, twice. Open it, save it again as PDF, and add that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the key in Settings, under Reading, and redo the document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the key again in Settings, under Reading, and redo the document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another address in Settings, under Reading, and redo the document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a key in Settings, under Reading, and choose it for a new batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upgrade the plan and redo the document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model was not asked about this document: {cause}. What stands here is what the local engine read. {what_to_do}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database lacks tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request is malformed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value cannot be stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untitled Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes what was read from the document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files cannot be stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The place where files are kept does not take them. Check that it is there and may be written to, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The payment service can&apos;t be reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We can&apos;t reach our payment service right now. Try again in a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the virus scanner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has arrived and is kept until the virus scanner answers. It goes on by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is larger than the virus scanner takes. Whoever runs the service must raise the scanner&apos;s limit; then it goes on by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space on the disk of the data folder, then start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database file can&apos;t be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the data folder is on a disk that works and that you may write in it, then start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page can&apos;t be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service gave an address that is none of the web. Try again; if it stays so, report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account is not on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in to it to have it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This batch is being submitted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait a moment; it will be listed in Batches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The batch is not ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files were changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files are in another batch by now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The batch cannot be changed any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service has it, or it was deleted. Make a new batch of its files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IngestIO was closed while this was being written. Export again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate in this batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has the same content as “{where}”. Remove it, or include it anyway.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Already extracted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was extracted in the batch “{batch_title}” on {created_at}. Open it there, or include it anyway.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over the batch limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A batch takes up to {limit} files. Remove others, or put this file into another batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The document is no longer there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was deleted. Go back to the batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed since it was added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file was changed after it was added. Read it again as it is now, or remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is no longer where it was when it was added. Put it back and read it again, or remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are signed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was kept on this computer is here. Sign in to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account is not in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch to it first, then delete it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to sign out of. Delete its batches instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was removed already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not all could be removed from this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{doomed}” is still there: {strerror}. Close what uses it, then remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{folder}” is still there: {strerror}. Close what uses it, then remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not all can be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} left: what the service refused, what is not saved, or a new batch that is not submitted. Look at it first, keep it on this computer, or discard it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column has no name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a name for the new column.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purchase order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bank statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, address, date of birth, date, signature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt has no name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a name to find it by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what to extract before saving it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This name is taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is {what}. Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This batch is no longer open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was discarded. Start a new batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This batch is being submitted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your plan has no batches. Upgrade it, or use this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No valid file yet. Each row says why; add another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{checking} still being checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what to extract.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what to extract from {names}{others}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This batch has {needed} and {value} left this month. Remove some files, upgrade your plan, or use this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clock of this computer is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is {by} {side} the service’s. Set date and time, so that what you do here gets the right time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{filename}” is with the service, which cannot be reached now. Try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service cannot be reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is still starting, or the network is away. Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The document was changed meanwhile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was changed elsewhere while you were editing it. Compare both and choose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local data cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” could not be read or written: {why}. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the folder and who owns it, then start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The document could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service did not say why. Try it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong in IngestIO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a mistake in the program, not of yours. Nothing was lost; please try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A task in the background ended with {name}. Try again; if it happens again, please report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file could not be opened: it stopped the program that looked at it. Open it in its own program and save it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The work in the background stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of IngestIO ended unexpectedly. Try again; if it happens again, please report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This document has no pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is an e-invoice as plain XML: all that it says stands in the fields.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page {number} of “{name}” could not be drawn. Open the file in its own program to look at it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings could not be saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” could not be written: {strerror}. Check the folder and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter your passphrase, then sign in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting it ended with {name}. Start IngestIO again; if it happens again, please report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an Excel workbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a Word document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a PowerPoint presentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an OpenDocument spreadsheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an OpenDocument file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an e-book (EPUB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a file of Pages, Numbers or Keynote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an Excel workbook of an old version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a Word document of an old version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a PowerPoint presentation of an old version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an Office file with a password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an Office file of an old version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an Outlook message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a GIF picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a TIFF picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a BMP picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a WebP picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a HEIC or AVIF picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a Photoshop picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an RTF document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a PostScript file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a ZIP archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a 7-Zip archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a RAR archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a gzip archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a bzip2 archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a web page (HTML)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text file that is no e-invoice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an XML file with a document type definition, and no e-invoice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an XML file (“{name}”), but no e-invoice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no type of file that is known here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it had no room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it could not be reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it took too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it refused the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it would not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the document is too long for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its answer was cut off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its answers made no sense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it gave no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the key that was chosen for it was removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service can&apos;t decrypt the key any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service asks the address of the key no more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service has no model of its own any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the plan has no models any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not valid yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, in part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> in line {line}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> of line {line}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> on page {page}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> The same holds for {count} more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> beside “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; {quantity} × {price} is {amount}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>page {page}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pages {pages}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yours already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>behind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ahead of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name or address</source>
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
