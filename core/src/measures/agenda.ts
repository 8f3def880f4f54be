import type { Text } from '../finding.ts';
import type { LegalDate } from '../time/legal-date.ts';

/** The agenda of a round of an export control dialogue, drafted from where the measure stands with its partners. */

/** What a partner has said to a notice. */
export interface PartnerReply {
  readonly id: string;
  readonly partner: string;
  readonly on: LegalDate;
  readonly text: string;
}

export interface AgendaBasis {
  readonly measure: Text;
  /** Names of the partners at the table, by code. */
  readonly partners: ReadonlyMap<string, Text>;
  /** Notices of the present revision: the day they went out, and of receipt; undefined where not yet. */
  readonly notices: readonly {
    readonly partner: string;
    readonly sentOn: LegalDate | undefined;
    readonly receivedOn: LegalDate | undefined;
  }[];
  /** Replies that no round has settled, the oldest first. */
  readonly openReplies: readonly PartnerReply[];
  /** Day of the last round with these partners; undefined: this is the first. */
  readonly lastRound: LegalDate | undefined;
  /** Day of the planned publication, or of the announcement; and whether it is announced. */
  readonly published: LegalDate;
  readonly isAnnounced: boolean;
  /** Months outside the forecast, where the measure is watched. */
  readonly outside: readonly string[];
}

/** How much of a reply an agenda quotes, in characters. */
const QUOTED = 160;

/**
 * What is to be talked about? Numbered by their order; only partners at the table are named, so that nobody learns who else was told.
 * @example no replies, first round, not announced, told and received: measure and day, effect and facilitation, next steps
 */
export function agendaOf(basis: AgendaBasis): readonly Text[] {
  const { measure, partners, notices, openReplies, lastRound, published, isAnnounced, outside } = basis;
  const lines: Text[] = [];
  const add = (zh: string, en: string) => lines.push({ zh, en });
  if (lastRound !== undefined)
    add(`上轮对话（${lastRound}）事项的落实`, `What became of the last round (${lastRound})`);
  add(
    `${measure.zh}：${isAnnounced ? '已于' : '计划于'}${published}公布`,
    `${measure.en}: ${isAnnounced ? 'announced on' : 'publication planned for'} ${published}`,
  );
  for (const { partner, sentOn, receivedOn } of notices) {
    const name = partners.get(partner);
    if (name === undefined || receivedOn !== undefined) continue;
    if (sentOn === undefined) add(`向${name.zh}的通报：尚未发出`, `Notice to ${name.en}: not sent yet`);
    else add(`向${name.zh}的通报（${sentOn}）：确认签收`, `Notice to ${name.en} of ${sentOn}: receipt to be confirmed`);
  }
  for (const { partner, on, text } of openReplies) {
    const name = partners.get(partner);
    if (name === undefined) continue;
    const said = quoted(text);
    add(`${name.zh} ${on} 答复：“${said}”`, `Reply of ${name.en} of ${on}: “${said}”`);
  }
  add(
    '预期影响与便利安排：人道主义出口、通用许可',
    'Expected effect and facilitation: humanitarian exports, general licences',
  );
  if (outside.length > 0)
    add(`超出预测区间的月份：${outside.join('、')}`, `Months outside the forecast: ${outside.join(', ')}`);
  add('后续步骤和下一轮对话', 'Next steps and the next round');
  return lines;
}

/** One line of it. @example quoted('a\nb') // 'a b' */
function quoted(text: string): string {
  const line = [...text.replace(/\s+/g, ' ').trim()];
  return line.length <= QUOTED ? line.join('') : `${line.slice(0, QUOTED - 1).join('')}…`;
}
