<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>fisherlens::desktop::Commands</name>
    <message numerus="yes">
        <source>Wrote %n figure(s) to %1.</source>
        <translation>
            <numerusform>Wrote %n figure to %1.</numerusform>
            <numerusform>Wrote %n figures to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::OverviewModel</name>
    <message numerus="yes">
        <source>%1 · %n tensor(s) · %2 parameters</source>
        <translation>
            <numerusform>%1 · %n tensor · %2 parameters</numerusform>
            <numerusform>%1 · %n tensors · %2 parameters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::PruneOptionsDialog</name>
    <message numerus="yes">
        <source>%n tensor(s)</source>
        <translation>
            <numerusform>%n tensor</numerusform>
            <numerusform>%n tensors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::RecycleDialog</name>
    <message numerus="yes">
        <source>mean of %n snapshot(s); they share memory, so the standard error is too small</source>
        <translation>
            <numerusform>mean of %n snapshot; it shares memory, so the standard error is too small</numerusform>
            <numerusform>mean of %n snapshots; they share memory, so the standard error is too small</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::RulesPanel</name>
    <message numerus="yes">
        <source>%1 sets %n tensor(s)</source>
        <translation>
            <numerusform>%1 sets %n tensor</numerusform>
            <numerusform>%1 sets %n tensors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::StatusLine</name>
    <message numerus="yes">
        <source>%1 parameters · %n tensor(s)</source>
        <translation>
            <numerusform>%1 parameters · %n tensor</numerusform>
            <numerusform>%1 parameters · %n tensors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fisherlens::desktop::TimelineView</name>
    <message numerus="yes">
        <source>%n snapshot(s)</source>
        <translation>
            <numerusform>%n snapshot</numerusform>
            <numerusform>%n snapshots</numerusform>
        </translation>
    </message>
</context>
</TS>
