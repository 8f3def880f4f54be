import { isReadingOption, type ReadingId, READING_IDS, READING_OPTIONS } from '@ytterby/core';
import { UsageError } from './errors.ts';
import { type Language, say } from './terminal.ts';

/** `--reading id=option`, any number of times. A reading or option that does not exist is refused with those that do. */
export function readingsFrom(stated: readonly string[], language: Language): Partial<Record<ReadingId, string>> {
  return Object.fromEntries(
    stated.map((text) => {
      const [id = '', option = ''] = text.split('=', 2);
      if (isReadingOption(id, option)) return [id, option];
      const known = READING_IDS.includes(id as ReadingId)
        ? READING_OPTIONS[id as ReadingId].map((each) => `${id}=${each}`)
        : READING_IDS;
      throw new UsageError(
        say(
          language,
          `没有“${text}”这一解读。可选：${known.join('、')}`,
          `There is no reading ${text}. Choose from: ${known.join(', ')}`,
        ),
      );
    }),
  );
}
