import { useTranslation } from 'react-i18next';
import type { BatchResult } from './batch-result.ts';
import type { FileSource } from './file-facts.ts';
import { SaveAnswer } from './save-answer.tsx';

interface SaveLinesProps {
  readonly batch: BatchResult;
  readonly shown: Int32Array;
  readonly day: string | null;
  readonly source: FileSource;
}

/** The service takes so many exports into one file of answers. */
const MOST = 500;

/** Takes the lines in sight along as a file, on the day of the slider. */
export function SaveLines({ batch, shown, day, source }: SaveLinesProps) {
  const { t } = useTranslation('ask');
  const exportsOf = async () => {
    const lines = [...shown.subarray(0, MOST)].flatMap((place) => batch.lines[place] ?? []);
    const ownDays = new Map(lines.map(({ row, asOf }) => [row, asOf]));
    const found = await source.factsOf([...ownDays.keys()]);
    return found.map(({ row, facts }) => ({
      ...facts,
      knownAt: source.knownAt,
      asOf: day ?? ownDays.get(row) ?? facts.asOf,
    }));
  };
  if (shown.length === 0) return null;
  return (
    <>
      <SaveAnswer exportsOf={exportsOf} readings={{}} />
      {shown.length > MOST && <p className="small soft">{t('save.most', { count: MOST })}</p>}
    </>
  );
}
