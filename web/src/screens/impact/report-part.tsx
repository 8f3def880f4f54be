import type { ReportSection, ReportTable } from '@ytterby/service/impact-report';
import { Fragment, type ReactNode } from 'react';
import { Records } from '../../components/records.tsx';
import { useText } from '../../i18n/index.ts';
import type { Source } from './shown.ts';

/** A table of a report; on a narrow screen each row becomes a card. */
export function ReportRows({
  caption,
  table: { head, rows },
  cell = (text) => text,
}: {
  readonly caption: string;
  readonly table: ReportTable;
  /** How the text of a cell is shown. */
  readonly cell?: (text: string, column: number) => ReactNode;
}) {
  return (
    <Records
      caption={caption}
      rows={rows}
      rowKey={(row) => rows.indexOf(row)}
      columns={head.map((title, column) => ({
        head: title,
        cell: (row: readonly string[]) => cell(row[column] ?? '', column),
      }))}
    />
  );
}

/** A part of a report as it is: sentences, a table, a list. */
export function ReportPart({ section }: { readonly section: ReportSection }) {
  const { title, sentences, table, list = [] } = section;
  return (
    <section className="card">
      <h2>{title}</h2>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {table && <ReportRows caption={title} table={table} />}
      {list.length > 0 && (
        <ul className="points">
          {list.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** A text in which the sources that it names lead to where they were read. */
export function WithLinks({ text, sources }: { readonly text: string; readonly sources: readonly Source[] }) {
  const pick = useText();
  const links = sources.flatMap(({ text: name, url }) => (url === null ? [] : [{ name: pick(name), url }]));
  let pieces: ReactNode[] = [text];
  for (const { name, url } of links)
    pieces = pieces.flatMap((piece): ReactNode[] => {
      if (typeof piece !== 'string') return [piece];
      const [before = '', ...after] = piece.split(name);
      if (after.length === 0) return [piece];
      return [
        before,
        <a key={url} href={url} rel="noreferrer" target="_blank">
          {name}
        </a>,
        after.join(name),
      ];
    });
  return (
    <>
      {pieces.map((piece, index) => (
        <Fragment key={index}>{piece}</Fragment>
      ))}
    </>
  );
}
