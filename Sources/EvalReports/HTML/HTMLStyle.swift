/// The page's style sheet: no address in it, light or dark as the reader's system is.
enum HTMLStyle {
  /// The rules.
  static let sheet = """
    :root { color-scheme: light dark; --ink: #1c2126; --soft: #5b6570; --line: #d9dee3;
      --paper: #ffffff; --panel: #f5f7f9; --good: #1a7f37; --bad: #c0232c; --doubt: #8a5a00; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e4e8ec; --soft: #9aa5b1;
      --line: #343c45; --paper: #14181c; --panel: #1d2329; --good: #4cc26b; --bad: #ff7b80;
      --doubt: #e0b04a; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
    main { max-width: 80rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
    h1 { font-size: 1.5rem; margin: 0 0 .75rem; overflow-wrap: anywhere; }
    h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
    h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
    p, li, dd { overflow-wrap: anywhere; }
    code { font: .9em ui-monospace, "SF Mono", Menlo, Consolas, monospace;
      overflow-wrap: anywhere; }
    .verdict { border-left: .35rem solid; border-radius: .25rem; background: var(--panel);
      padding: .75rem 1rem; font-weight: 600; overflow-wrap: anywhere; }
    .good { color: var(--good); } .bad { color: var(--bad); } .doubt { color: var(--doubt); }
    .verdict span { color: var(--ink); }
    .soft, caption, .interval { color: var(--soft); }
    .interval { display: block; font-size: .8rem; white-space: nowrap; }
    .wide { overflow-x: auto; }
    table { border-collapse: collapse; font-size: .92rem; min-width: 100%; }
    caption { text-align: left; font-size: .85rem; padding: .25rem 0; }
    th, td { text-align: left; vertical-align: top; padding: .35rem .5rem .35rem 0;
      border-bottom: 1px solid var(--line); }
    thead th { color: var(--soft); font-weight: 600; white-space: nowrap; }
    tbody th { font-weight: 600; min-width: 6rem; max-width: 18rem; overflow-wrap: anywhere; }
    td { max-width: 28rem; overflow-wrap: break-word; }
    .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
    td.n, th.n { padding-left: .5rem; }
    .reference, .reference th { color: var(--soft); font-weight: 400; }
    details { border-top: 1px solid var(--line); padding: .5rem 0; }
    summary { cursor: pointer; font-weight: 600; overflow-wrap: anywhere; }
    dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr;
      gap: .15rem 1rem; margin: .5rem 0; }
    dt { color: var(--soft); } dd { margin: 0; }
    ol.notes { font-size: .85rem; color: var(--soft); padding-left: 1.25rem; }
    @media (max-width: 44rem) { body { font-size: 15px; }
      dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; }
      table, caption, tbody, tr, th, td { display: block; max-width: none; }
      thead, td.none { display: none; }
      tr { border-bottom: 1px solid var(--line); padding: .4rem 0; }
      th, td, td.n { border: 0; padding: .1rem 0; text-align: left; white-space: normal; }
      td, td.n { position: relative; padding-left: 7.5rem; }
      td::before { content: attr(data-label); color: var(--soft); position: absolute; left: 0; }
      .interval { display: inline; padding-left: .5rem; } }
    @media print { details { display: block; } main { max-width: none; } }
    """
}
