package org.schoolgate.console.report;

/** How reports look, on a screen and on A4; dark on light with a contrast of at least 7 to 1. */
final class ReportStyle {

  static final String CSS =
      """
      :root { color: #1b1b1b; background: #fff; font: 16px/1.5 system-ui, "DejaVu Sans", sans-serif; }
      body { margin: 0; }
      main { max-width: 62rem; margin: 0 auto; padding: 1.5rem; }
      header { border-bottom: 3px solid #123456; margin-bottom: 1.5rem; }
      .school { margin: 0; font-weight: 600; color: #123456; }
      h1 { margin: 0 0 .25rem; font-size: 1.75rem; line-height: 1.2; }
      h2 { margin: 2rem 0 .5rem; font-size: 1.25rem; color: #123456; }
      p { max-width: 44rem; }
      table { border-collapse: collapse; width: 100%; margin: .75rem 0 1.25rem; font-size: .875rem; }
      caption { text-align: left; font-weight: 600; padding: .25rem 0; }
      th, td { text-align: left; vertical-align: top; padding: .35rem 1rem .35rem 0; border-bottom: 1px solid #c8ced3; overflow-wrap: break-word; }
      thead th { border-bottom: 2px solid #5b6770; }
      tbody th { font-weight: 400; }
      .narrow { width: auto; min-width: 28rem; }
      .when { width: 1%; white-space: nowrap; }
      dl { max-width: 48rem; margin: .5rem 0 1rem; }
      dt { font-weight: 600; color: #123456; }
      dd { margin: 0 0 .75rem; }
      .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
      thead .n { white-space: normal; }
      figure { margin: 1rem 0; break-inside: avoid; }
      figcaption { font-weight: 600; font-size: .875rem; }
      svg { max-width: 100%; height: auto; font-family: inherit; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f1f4f6; padding: .75rem; }
      .scroll { overflow-x: auto; }
      .scroll:focus-visible { outline: 3px solid #2c5f8f; }
      td, tbody th { min-width: 4rem; }
      .n { min-width: 0; }
      code { overflow-wrap: anywhere; font-family: "DejaVu Sans Mono", monospace; font-size: .875em; }
      .sign { margin-top: 3rem; border-top: 1px solid #1b1b1b; width: 20rem; max-width: 100%; font-size: .875rem; }
      @page { size: A4; margin: 16mm; }
      @media print {
        :root { font-size: 11px; }
        main { max-width: none; padding: 0; }
        .scroll { overflow: visible; }
        td, tbody th { min-width: 0; overflow-wrap: anywhere; }
        h2 { break-after: avoid; }
        tr { break-inside: avoid; }
        caption, thead { break-after: avoid; }
        thead { display: table-header-group; }
      }
      """;

  private ReportStyle() {}
}
