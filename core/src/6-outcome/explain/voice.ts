import { type Text, type Verified } from '../../finding.ts';
import { ENACTED } from '../../law/index.ts';
import { type BranchAnswer, type Cited, type CitedStatus, type Determination, type Review } from '../determination.ts';
import { type SettledOutcome } from '../rules.ts';
import { type ExplainedBlock, type ProvisionCite, type Section, type Topic } from './blocks.ts';
import { dateText } from './figures.ts';
import { type Language, type Say, isWording } from './wording.ts';
import { tame } from './wrap.ts';

/** What every sentence needs: the language, names of provisions by id, and the numbered sources. */
export interface Voice {
  readonly language: Language;
  readonly say: Say;
  readonly names: ReadonlyMap<string, Text>;
  readonly sources: Map<string, number>;
}

/** The fixed words for a coded value; the code itself, tamed, where there are none. */
export function worded(prefix: string, name: string, { say }: Voice): string {
  const key = `${prefix}.${name}`;
  return isWording(key) ? say(key) : tame(name);
}

/** @example outcomesText(['licence-required', 'prohibited'], voice) // 'licence required, or prohibited' */
export function outcomesText(possible: readonly SettledOutcome[], voice: Voice): string {
  const said = possible.map((outcome) => voice.say(`outcome.${outcome}`));
  if (said.length < 2) return said.join('');
  const last = said.at(-1) ?? '';
  const before = said.slice(0, -1).join(voice.say('list-or'));
  return voice.language === 'zh' ? `${before}或者${last}` : `${before}, or ${last}`;
}

/** With a capital first letter, in English. */
export function capital(text: string, { language }: Voice): string {
  return language === 'en' ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** The Chinese name stays beside its translation, because it is the one the law uses. */
export function both(text: Text, { language }: Voice): string {
  return language === 'en' && text.zh !== text.en ? `${tame(text.en)} (${tame(text.zh)})` : tame(text[language]);
}

/** A text in the language asked for. */
export function one(text: Text, { language }: Voice): string {
  return tame(text[language]);
}

function verifiedText(verified: Verified | undefined, voice: Voice): string | null {
  return verified === undefined || verified === 'yes' ? null : voice.say(`verified.${verified}`);
}

/** A text with its mark of verification. */
export function withMark(text: string, verified: Verified | undefined, voice: Voice): string {
  const mark = verifiedText(verified, voice);
  return mark === null ? text : `${text}${voice.say('same-as', { text: mark })}`;
}

/** Names of provisions by id, from the whole answer. */
export function namesIn(determination: Determination): ReadonlyMap<string, Text> {
  const names = new Map<string, Text>();
  for (const line of determination.lines) {
    for (const { because } of line.changes)
      for (const each of because) {
        names.set(each.id, each.cite);
        nameCause(each, names);
      }
    for (const branch of line.branches) {
      const reviewed = branch.review?.because ?? [];
      for (const each of [...branch.because, ...reviewed, ...branch.findings]) names.set(each.id, each.cite);
      for (const each of branch.findings) nameCause(each, names);
    }
  }
  return names;
}

function nameCause(
  { status, by }: { readonly status: CitedStatus; readonly by?: Text },
  names: Map<string, Text>,
): void {
  const id = status.is === 'in-force' ? status.after?.by : 'by' in status ? status.by : undefined;
  if (id !== undefined && by !== undefined) names.set(id, by);
}

/** Where a provision stands, with its dates. */
export function statusText(status: CitedStatus, voice: Voice): string {
  const { say, language } = voice;
  const day = (date: string) => dateText(date, language);
  const by = (id: string) => {
    const name = voice.names.get(id);
    return name === undefined ? id : name[language];
  };
  switch (status.is) {
    case 'in-force':
      return status.after === undefined
        ? say('status.in-force', { since: day(status.since) })
        : say('status.again', { since: day(status.since), by: by(status.after.by) });
    case 'not-yet-published':
      return say('status.not-yet-published');
    case 'not-yet-in-force':
      return say('status.not-yet-in-force', { from: day(status.from) });
    case 'announced':
      return say('status.announced', { on: day(status.on) });
    case 'paused': {
      const paused = withMark(
        status.announced
          ? say('status.would-be-paused', {
              until: status.until === undefined ? '?' : day(status.until),
              by: by(status.by),
            })
          : status.until === undefined
            ? say('status.paused', { by: by(status.by) })
            : say('status.paused-until', { until: day(status.until), by: by(status.by) }),
        status.verified,
        voice,
      );
      return status.everInForce ? paused : paused + say('status.paused-before');
    }
    case 'ended':
      return status.ranOut
        ? say('status.ran-out', { on: day(status.on) })
        : say('status.ended', { on: day(status.on), by: by(status.by) });
    case 'never-ran':
      return say('status.never-ran', { by: by(status.by) });
  }
}

/** A provision as cited: where it stands, how firmly it was read, and what is in doubt about it. */
export function provisionCite(
  cited: Pick<Cited, 'id' | 'cite' | 'status' | 'doubt'> & { verified?: Verified },
  voice: Voice,
): ProvisionCite {
  const { cite, doubt } = cited;
  const mark = verifiedText(cited.verified, voice);
  return {
    id: cited.id,
    cite: one(cite, voice),
    chinese: voice.language === 'zh' || cite.zh === cite.en ? null : tame(cite.zh),
    status: statusText(cited.status, voice),
    verified:
      doubt === undefined
        ? mark
        : `${mark ?? voice.say('verified.doubt')}${voice.say('colon')}${one(doubt, voice)}`.replace(/[.。]$/, ''),
  };
}

/** Provisions as cited, one after another. */
export function citesText(cites: readonly { readonly cite: Text }[], voice: Voice): string {
  return cites.map(({ cite }) => one(cite, voice)).join(voice.say('semicolon'));
}

/** Numbers of these sources in the list at the end. */
export function sourceNumbers(sources: readonly string[], voice: Voice): readonly number[] {
  return [...new Set(sources)].map((source) => {
    const number = voice.sources.get(source) ?? voice.sources.size + 1;
    voice.sources.set(source, number);
    return number;
  });
}

/** Short, by the day of the announcement; the section of the branch gives its full label. */
export function branchName(branch: { readonly branch: string; readonly label: Text }, voice: Voice): string {
  if (branch.branch === ENACTED) return voice.say('branch.enacted');
  const date = /\d{4}-\d{2}-\d{2}/.exec(branch.label.en)?.[0];
  return date === undefined
    ? voice.say('branch.other', { label: one(branch.label, voice) })
    : voice.say('branch.announced', { date: dateText(date, voice.language) });
}

/** A section with its heading. */
export function section(topic: Topic, of: string, title: string, blocks: readonly ExplainedBlock[]): Section {
  return { kind: 'section', topic, of, title, blocks };
}

/** How an application is reviewed, in one sentence. */
export function reviewText(review: NonNullable<BranchAnswer['review']>, voice: Voice): string {
  const policies = (all: readonly Review[]) => all.map((policy) => voice.say(`review.${policy}`)).join(voice.say('or'));
  return review.policy === 'undetermined'
    ? voice.say('review.undetermined', { possible: policies(review.possible) })
    : voice.say(`review.${review.policy}`);
}
