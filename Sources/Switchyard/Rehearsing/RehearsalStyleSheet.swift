/// How a page looks, in light and in the dark. Lines differ in their dashes as well as in their colours.
enum RehearsalStyleSheet {
    /// How many lines look different from each other.
    static let lines = 6

    static let text = """

        :root {
          --paper: #ffffff; --ink: #1c2024; --dim: #60646c; --rule: #e3e5e9; --card: #f7f8fa;
          --good: #18794e; --bad: #a8510a; --fault: #c62a2f; --all: #1c2024;
          --c0: #0b68cb; --c1: #b8530a; --c2: #2b7d3f; --c3: #8e3fb0; --c4: #9a6700; --c5: #0a7c86;
          --back: rgba(214, 69, 65, 0.14); --beyond: rgba(217, 140, 0, 0.10); --finishing: rgba(96, 100, 108, 0.14);
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #15181c; --ink: #e8eaed; --dim: #9aa1ab; --rule: #2e333a; --card: #1c2025;
            --good: #4cc38a; --bad: #f0a35e; --fault: #ff6369; --all: #e8eaed;
            --c0: #62adff; --c1: #f59f5c; --c2: #6bcb7f; --c3: #cf9bec; --c4: #e3c25a; --c5: #5ecbd4;
            --back: rgba(255, 99, 105, 0.13); --beyond: rgba(240, 180, 60, 0.12); --finishing: rgba(154, 161, 171, 0.18);
          }
        }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
        main { max-width: 1040px; margin: 0 auto; padding: 32px 24px 64px; }
        h1 { font-size: 26px; margin: 0 0 4px; }
        h2 { font-size: 18px; margin: 36px 0 10px; }
        p { margin: 4px 0; }
        .facts { color: var(--dim); }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
        thead th { color: var(--dim); font-weight: 500; font-size: 13px; }
        tbody th { font-weight: 600; white-space: nowrap; }
        td.number, thead th + th { text-align: right; }
        tr.reason td { color: var(--dim); padding-left: 24px; }
        td.bad { color: var(--bad); font-weight: 600; }
        figure { margin: 14px 0; padding: 12px 14px 6px; background: var(--card); border: 1px solid var(--rule);
          border-radius: 8px; }
        figcaption { font-size: 13px; margin-bottom: 6px; }
        figcaption b { margin-right: 14px; }
        .key { display: inline-block; margin-right: 16px; color: var(--dim); white-space: nowrap; }
        .swatch { width: 28px; height: 9px; margin-right: 6px; }
        .strike { color: var(--fault); font-weight: 700; margin-right: 6px; }
        svg { display: block; width: 100%; height: auto; }
        svg.swatch { display: inline-block; }
        svg text { font: 11px system-ui, sans-serif; fill: var(--dim); }
        .tick { text-anchor: middle; }
        .value { text-anchor: end; }
        .grid { stroke: var(--rule); stroke-width: 1; }
        .fault { stroke: var(--fault); stroke-width: 1.5; }
        .band.back { fill: var(--back); }
        .band.beyond { fill: var(--beyond); }
        .band.finishing { fill: var(--finishing); }
        .bar.done { fill: var(--c0); }
        .bar.undo { fill: var(--c1); }
        .bar.failed { fill: var(--fault); }
        .line { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
        .r0 { stroke: var(--c0); }
        .r1 { stroke: var(--c1); stroke-dasharray: 7 3; }
        .r2 { stroke: var(--c2); stroke-dasharray: 2 2; }
        .r3 { stroke: var(--c3); stroke-dasharray: 9 3 2 3; }
        .r4 { stroke: var(--c4); stroke-dasharray: 4 4; }
        .r5 { stroke: var(--c5); stroke-dasharray: 12 4; }
        .all { stroke: var(--all); stroke-width: 1.2; }
        .threshold { stroke: var(--fault); stroke-width: 1; stroke-dasharray: 2 3; }
        span.chip { display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin-right: 8px; }
        .chip.succeeded { fill: var(--good); background: var(--good); }
        .chip.rolled_back { fill: var(--c4); background: var(--c4); }
        .chip.held { fill: var(--bad); background: var(--bad); }
        .chip.stopped { fill: var(--c3); background: var(--c3); }
        .chip.unrested { fill: var(--fault); background: var(--fault); }
        li { margin: 3px 0; }
        @media print { main { max-width: none; padding: 0; } figure { break-inside: avoid; } }

        """
}
