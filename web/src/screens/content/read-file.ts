import { client, type Reply } from '../../api.ts';
import { textOfFile } from '../../components/text-of-file.ts';
import type { Bill } from './bill.ts';

export type Remark = Reply<'bill.import'>['problems'][number];
type FileRead =
  | { readonly bill: Bill }
  | { readonly text: string }
  | { readonly remarks: readonly Remark[] }
  | { readonly code: 'not-text' };

/**
 * A file as a bill: read by the service where an organisation may take in bills, with its problems cell by cell; else as text,
 * here.
 * @throws ClientProblem
 */
export async function readBillFile(
  file: File,
  organisation: string | undefined,
  signal: AbortSignal,
): Promise<FileRead> {
  if (organisation !== undefined) {
    const given = { params: { organisation }, query: { name: file.name }, body: file };
    const { facts, problems } = (await client.call('bill.import', given, { signal })).body;
    return facts === null ? { remarks: problems } : { bill: facts };
  }
  const text = await textOfFile(file);
  return text === undefined ? { code: 'not-text' } : { text };
}
