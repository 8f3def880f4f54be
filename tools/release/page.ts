import type { Release } from './assemble.ts';
import { unique } from './assemble.ts';
import { carriedBy, licenceCounts } from './licences.ts';

/** A release's sizes, packages and licences, as a page in Markdown. Megabytes are as `du -m` counts: of 1,048,576 bytes, in whole blocks of the disk. */
export function releasePage({ version, installed, built, parts }: Release): string {
  const total = parts.reduce((sum, [, bytes]) => sum + bytes, 0);
  const shipped = unique([...installed, ...built]);
  const carried = installed.flatMap((each) =>
    carriedBy(each).map((of) => [of.name, of.version, of.licence, each.name]),
  );
  return `# What a release of Ytterby ${version} consists of

On ${process.platform}-${process.arch}: **${megabytes(total)} MB** on the disk, database included, and **${installed.length} packages**; ${
    shipped.length - installed.length
  } more are built into the screens.

${table(
  ['Part', 'MB'],
  parts.map(([part, bytes]) => [part, megabytes(bytes)]),
)}

## Licences

${table(
  ['Licence', 'Packages'],
  licenceCounts(shipped).map(([licence, count]) => [licence, String(count)]),
)}

Compiled into packages that do not say so themselves:

${table(['What', 'Version', 'Licence', 'In'], carried)}

PostgreSQL's programs are released ones; their packaging for npm has had no version without \`-beta\` so far. Their OpenSSL no longer gets
mends. The service talks to them over a socket in its own folder, without TLS; whoever wants a database of the operating system sets
\`DATABASE_URL\`.
`;
}

const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(1);

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
