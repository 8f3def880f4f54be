import { speaker, tame } from '@ytterby/core';
import { draftReport, type ReportRule, type ShipmentState } from '@ytterby/core/humanitarian';
import { typesetter } from '../report/typesetting.ts';

const set = typesetter(import.meta.dirname);

export interface ReportAbout {
  readonly number: string;
  readonly exporter: { readonly zh: string; readonly en: string; readonly country: string };
  readonly rule: ReportRule | undefined;
  readonly due: string | undefined;
}

/** The text of the report: as it was sent, as it was edited, or drafted from the claim. */
export function reportText(state: ShipmentState, about: ReportAbout): { readonly zh: string; readonly en: string } {
  if (state.report !== null) return state.report.text;
  return state.draft ?? draftReport(state, { ...about, country, outcome });
}

const outcome = (id: string, language: 'zh' | 'en'): string =>
  speaker(language)(`outcome.${id}` as Parameters<ReturnType<typeof speaker>>[0]);

const regions = {
  zh: new Intl.DisplayNames(['zh-Hans-CN'], { type: 'region', fallback: 'code' }),
  en: new Intl.DisplayNames(['en-GB'], { type: 'region', fallback: 'code' }),
};
/** As the law names them. */
const AS_THE_LAW: Readonly<Partial<Record<string, { readonly zh: string; readonly en: string }>>> = {
  HK: { zh: '中国香港', en: 'Hong Kong, China' },
  MO: { zh: '中国澳门', en: 'Macao, China' },
  TW: { zh: '中国台湾', en: 'Taiwan, China' },
};
const country = (code: string, language: 'zh' | 'en'): string =>
  AS_THE_LAW[code]?.[language] ?? regions[language].of(code) ?? code;

/** As plain text, Chinese first: what goes into the e-mail. */
export function reportAsText({ zh, en }: { readonly zh: string; readonly en: string }): string {
  return `${zh.trim()}\n\n----------------------------------------\n\n${en.trim()}\n`;
}

/** The same as a PDF to attach: the Chinese text first, the English one on a page of its own. */
export async function reportAsPdf(
  { zh, en }: { readonly zh: string; readonly en: string },
  number: string,
  at: Temporal.Instant,
): Promise<Uint8Array> {
  const lines = (text: string) => tame(text.trim()).split('\n');
  return set('report.typ', { number, zh: lines(zh), en: lines(en) }, at);
}
