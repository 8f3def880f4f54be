import type { Edit } from './edits.ts';

/** Edits after which the law says the same: where they are, and why. Whatever survives and is not here is a gap. */
const EQUAL: readonly {
  readonly file: RegExp;
  readonly at: RegExp;
  readonly was?: unknown;
  readonly before?: string;
  readonly becomes?: RegExp;
  readonly why: string;
}[] = [
  {
    file: /mofcom-2025-61\.yaml$/,
    at: /effect\.on\.\d+$/,
    was: 'cn/mofcom-2025-61/1(2)/needs-chinese-material',
    why: 'equal: goods that meet this reading are of Chinese origin and so meet limb 1(3), under which the same review is made',
  },
  {
    file: /mofcom-2025-61\.yaml$/,
    at: /provisions\.1[89]\.effect\.with\.\d+$/,
    was: 'exempt',
    why: 'equal for a duty of exporters in China: no limb reaches them, so paragraph 5 has nothing to exempt',
  },
  {
    file: /mofcom-2025-61\.yaml$/,
    at: /provisions\.1[89]\.effect\.with\.\d+$/,
    was: 'no-licence-required',
    why: 'equal: goods of Annex 1 that leave China are on No. 18, which asks for a licence, or on no list for exports from China',
  },
  {
    file: /mofcom-2026-09-28\.yaml$/,
    at: /provisions\.1\.acts\.1\.under$/,
    why: 'equal: under the other reading the measures of No. 13 were stopped, and nothing is left to pause',
  },
  {
    file: /mofcom-2026-09-28\.yaml$/,
    at: /provisions\.0\.acts\.1\.under$/,
    why: 'equal: under the other reading the same announcements are paused for all destinations, the United States among them',
  },
  {
    file: /./,
    at: /^provisions\.\d+\.when\.all\.0\.any\.1\.all\.0\.is$/,
    becomes: /^\["transfer-in-country","(export|provide-technology)"\]$/,
    why: 'equal: exports and technology are named by themselves in the line before, whoever receives them',
  },
  {
    file: /instruments\/mofcom-gac-2025-(18|56|57)\.yaml$/,
    at: /^provisions\.1\.when\.all\.0\.is$/,
    becomes: /^\["export","help-abroad"\]$/,
    why: 'equal: what goes from China to a place abroad is exported, also where it is said to be help, and its list names no technology',
  },
  {
    file: /lists\/uel-2025-[46]\.yaml$/,
    at: /^(from|published)$/,
    why: 'the notice lists parties and forbids no export from China: screening tells the day, no outcome or duty turns on it',
  },
  {
    file: /(lists\/mofcom-2025-13?|mofcom-2024-46)\.yaml$/,
    at: /^(from|published)$/,
    before: '2025-04-04',
    why: 'equal: no list of items that the pack decides is in force before 4 April 2025, so nothing is caught on either day',
  },
  {
    file: /mofcom-2025-11-05-answer\.yaml$/,
    at: /provisions\.0\.acts\.1\.under$/,
    why: 'equal: what is stopped from the same day on is not paused besides',
  },
];

/** Why does the law say the same after this edit? Undefined: it does not, or nobody has said why. */
export function whyEqual(edit: Edit): string | undefined {
  return EQUAL.find(
    ({ file, at, was, before, becomes }) =>
      file.test(edit.file) &&
      at.test(edit.at.join('.')) &&
      (was === undefined || was === edit.was) &&
      (before === undefined || String(edit.becomes) <= before) &&
      (becomes === undefined || becomes.test(JSON.stringify(edit.becomes))),
  )?.why;
}
