import type { Text } from '../../finding.ts';

export type Language = keyof Text;

const t = (zh: string, en: string): Text => ({ zh, en });

/**
 * Every fixed sentence of an explanation, once, in both languages. `{name}` stands for a value; `{n:fact/facts}` for a number
 * with its English noun.
 */
export const WORDING = {
  // What comes out
  'outcome.not-subject': t('不在管制范围内', 'not subject to control'),
  'outcome.no-licence-required': t('无须许可', 'no licence required'),
  'outcome.exempt': t('免予许可', 'exempt from the licence'),
  'outcome.licence-required': t('须经许可', 'licence required'),
  'outcome.prohibited': t('禁止出口', 'prohibited'),
  'outcome.undetermined': t('尚不能确定', 'undetermined'),
  'outcome.unconfirmed': t('法律状态未定', 'unconfirmed'),
  'outcome.not-covered': t('未予回答', 'not covered'),
  'means.not-subject': t(
    '所问之日，没有施行中的规定对本次出口设定许可义务，物项也不在适用的管制清单上。',
    'No provision in force on this day reaches this export, and the item is on no list that applies to it.',
  ),
  'means.no-licence-required': t(
    '物项列入清单，但所问之日没有施行中的规定要求本次出口取得许可。',
    'The item is listed, but no provision in force on this day asks for a licence for this export.',
  ),
  'means.exempt': t(
    '本应取得许可，但有豁免规定适用；豁免所附义务仍须履行。',
    'A licence would be needed, but an exemption lifts it. The duties that come with the exemption remain.',
  ),
  'means.licence-required': t(
    '未取得商务部的两用物项出口许可证件，不得出口。',
    'Do not export without a dual-use export licence from the Ministry of Commerce (MOFCOM).',
  ),
  'means.prohibited': t(
    '本次出口被禁止，不得出口；只有在下列规定载明例外时，方可就例外向商务部提出申请。',
    'This export is forbidden: do not ship. An exception can be applied for only where the provision below names one.',
  ),
  'means.undetermined': t(
    '已知事实不足以得出结论。在查明下列事实之前，请按最严的可能结果处理。',
    'The known facts do not decide. Until the facts below are known, act on the strictest possible outcome.',
  ),
  'means.unconfirmed': t(
    '现行文本与已宣布而尚未颁布的变更得出不同的结论。在正式公告公布之前，请按较严的结果处理。',
    'The enacted text and a change that was announced but not enacted answer differently. Until an instrument is published, act on the stricter answer.',
  ),
  'means.not-covered': t('本法规库不回答该日的问题。', 'The law pack does not answer for this day.'),
  'headline.undetermined': t(
    '{outcome}：{possible}；查明{n}项事实即可确定',
    '{outcome}: {possible}; {n:fact/facts} would settle it',
  ),
  'headline.open': t('{outcome}：{possible}', '{outcome}: {possible}'),
  'headline.branch-enacted': t('按现行文本：{possible}', 'the enacted text says: {possible}'),
  'headline.branch-announced': t('如{branch}经颁布：{possible}', 'if {branch} were enacted: {possible}'),
  'branch.announced': t('{date}宣布的变更', 'the change announced on {date}'),
  'branch.other': t('“{label}”', '“{label}”'),
  'headline.several': t('共{n}项出口', '{n:export/exports}'),
  'headline.strictest': t('其中最严的结论：{outcome}', 'strictest answer: {outcome}'),
  'headline.count': t('{outcome}{n}项', '{outcome}: {n}'),
  'headline.because': t('依据：{cites}', 'Because of: {cites}'),
  'headline.turns-on': t('取决于：{cites}', 'Turns on: {cites}'),
  'headline.review': t('审查：{policy}', 'Review: {policy}'),
  'headline.next': t(
    '答案下次变化：{date}，{branch}：由“{from}”变为“{to}”。',
    'The answer next changes on {date} ({branch}): from {from} to {to}.',
  ),
  // Day and law
  'section.law': t('适用日期与法律', 'Day and law'),
  'law.as-of': t('所问日期', 'Asked about'),
  'law.known-at': t('所知截至', 'As known on'),
  'law.pack': t('法规库', 'Law pack'),
  'law.checked': t('公报核对至', 'Gazette checked up to'),
  'law.day': t('{date}（北京时间）', '{date} (Beijing time)'),
  'law.state.checked': t('所问日期在核对范围之内', 'the day is within what was checked'),
  'law.state.not-checked-since': t('此后未再核对', 'not checked since'),
  'law.state.before-coverage': t('所问日期早于收录范围（自{date}起）', 'the day lies before coverage (from {date})'),
  // Sections of a line
  'section.line': t('第{n}项：{name}', 'Export {n}: {name}'),
  'section.item': t('物项归类', 'What the item is'),
  'section.answer': t('结论与依据', 'Answer and grounds'),
  'section.branch': t('分支：{label}', 'Branch: {label}'),
  'section.because': t('依据', 'Because'),
  'section.review': t('审查政策', 'How an application is reviewed'),
  'section.duties': t('义务与期限', 'Duties and due dates'),
  'section.forms': t('可用的许可形式', 'Forms of permission'),
  'section.steps': t('逐条核对', 'Provision by provision'),
  'section.content': t('价值比例', 'Content by value'),
  'section.parties': t('交易各方与名单', 'Parties and lists'),
  'section.readings': t('结论所取决的解释', 'Readings on which it turns'),
  'section.notes': t('提示与说明', 'Notes and cautions'),
  'section.questions': t('须查明的事实', 'Facts still needed'),
  'section.review-questions': t('影响审查方式的事实', 'Facts that settle the review'),
  'section.changes': t('结论何时变化', 'When the answer changes'),
  'section.sources': t('来源', 'Sources'),
  'section.trace': t('全部核对记录', 'Full trace'),
  // Classification
  'item.none': t('没有适用的清单条目。', 'No list entry applies.'),
  'item.list': t('清单', 'List'),
  'item.code': t('编码', 'Code'),
  'item.name': t('名称', 'Name'),
  'item.verdict': t('是否属于', 'Matches'),
  'item.reason': t('理由', 'Reason'),
  'item.others': t(
    '另比对了{n}个清单条目，均不属于。',
    '{n:other list entry was/other list entries were} compared without a match.',
  ),
  'item.open': t(
    '尚有{n}个清单条目可能适用；查明上列事实即可缩小范围。',
    '{n:list entry/list entries} may still match; the open facts narrow them down.',
  ),
  'item.problem': t('归类问题：{text}', 'Problem: {text}'),
  'item.suggestion': t('可能的编码{code}：{text}', 'Possible code {code}: {text}'),
  // How firm
  'verified.yes': t('已核对原文', 'text verified'),
  'verified.partly': t('部分核对', 'partly verified'),
  'verified.no': t('未核对', 'not verified'),
  // Verdicts
  'verdict.met': t('符合', 'met'),
  'verdict.not-met': t('不符合', 'not met'),
  'verdict.unknown': t('未知', 'unknown'),
  'match.met': t('是', 'yes'),
  'match.not-met': t('否', 'no'),
  'match.unknown': t('待定', 'open'),
  'reach.met': t('达到', 'reached'),
  'reach.not-met': t('未达到', 'not reached'),
  'reach.unknown': t('待定', 'open'),
  'open.met': t('可以申请', 'open'),
  'open.not-met': t('不可用', 'closed'),
  'open.unknown': t('取决于未知事实', 'depends on an open fact'),
  'duty.unknown': t('是否适用取决于未知事实', 'applies only if an open fact says so'),
  // Status of a provision
  'status.in-force': t('自{since}起施行', 'in force since {since}'),
  'status.not-yet-published': t('尚未公布', 'not yet published'),
  'status.not-yet-in-force': t('尚未施行，自{from}起施行', 'not yet in force; from {from}'),
  'status.paused': t('暂停实施（{by}）', 'paused by {by}'),
  'status.paused-until': t('暂停实施至{until}（{by}）', 'paused until {until} by {by}'),
  'status.paused-before': t('；暂停前从未施行', '; it had never run'),
  'status.ended': t('自{on}起终止（{by}）', 'ended on {on} by {by}'),
  'status.never-ran': t('从未施行（{by}）', 'never ran ({by})'),
  // Steps
  'effect.licence-required': t('许可义务', 'licence duty'),
  'effect.prohibited': t('禁止', 'prohibition'),
  'effect.exempts': t('豁免', 'exemption'),
  'effect.excludes': t('排除适用', 'exclusion from scope'),
  'effect.review': t('审查规则', 'review rule'),
  'effect.duty': t('附随义务', 'duty'),
  'effect.workflow': t('程序限制', 'limit on procedure'),
  'effect.lists': t('列单', 'listing'),
  'effect.none': t('无效果', 'no effect of its own'),
  'step.bites': t('适用', 'applies'),
  'step.open': t('是否适用取决于未知事实', 'may apply: a fact is open'),
  'step.asleep': t('条件符合，但当日不施行', 'conditions met, but not in force on the day'),
  'step.asleep-open': t('条件是否符合未知，且当日不施行', 'conditions open, and not in force on the day'),
  'step.fails': t('不适用', 'does not apply'),
  'step.fails-once': t('不适用：仅一项条件不符合', 'does not apply: one condition fails'),
  'step.not': t('并非：{test}', 'not: {test}'),
  'step.used': t('已知：{fact}', 'fact: {fact}'),
  'step.no-tests': t('该规定不附条件。', 'It asks no condition.'),
  'step.alternative': t('（其他选项已符合）', ' (another alternative is met)'),
  'step.same': t('其余规定在此分支下与现行文本相同。', 'All other provisions stand as in the enacted text.'),
  'step.collapsed': t(
    '另有{n}条规定不适用（{effects}）。',
    '{n:further provision does/further provisions do} not apply ({effects}).',
  ),
  'step.count': t('{effect}{n}条', '{effect} {n}'),
  // Review and procedure
  'review.ordinary': t('一般审查', 'ordinary review'),
  'review.stricter': t('从严审查', 'stricter review'),
  'review.case-by-case': t('逐案审批', 'case-by-case review'),
  'review.refusal-in-principle': t('原则上不予许可', 'refused in principle'),
  'review.undetermined': t('尚不能确定：{possible}', 'undetermined: {possible}'),
  'review.no-special': t('没有特别审查规定适用。', 'No special review rule applies.'),
  'off.general-licence': t('不得使用通用许可', 'no general licence'),
  'off.registration': t('不得使用登记证明', 'no registration certificate'),
  'off.statutory-clock': t('法定审查期限不适用', 'the statutory time limit does not run'),
  'off.by': t('{what}：{cites}', '{what}: {cites}'),
  'duty.due': t('{date}前完成（含当日；{n}个工作日）', 'due {date} ({n:working day/working days})'),
  'duty.provisional': t('暂定：该年节假日安排尚未公布', 'provisional: holidays of that year not yet published'),
  'duty.after-acceptance': t('受理之日起{n}个工作日内', 'within {n:working day/working days} of acceptance'),
  // Content
  'content.verdict': t('门槛{threshold}：{verdict}', 'Threshold {threshold}: {verdict}'),
  'content.product': t('受测产品', 'Product tested'),
  'content.basis': t('价格口径', 'Price basis'),
  'content.value': t('产品价值', 'Value'),
  'content.share': t('受控中国成分比例', 'Controlled Chinese share'),
  'content.reached': t('是否达到', 'Reached'),
  'content.flip-value': t('产品价值临界点', 'Product value that flips it'),
  'content.contribution': t('各投入的贡献', 'What each input adds'),
  'content.flip-price': t('单价达{price}即触及门槛', 'reaches the threshold at a unit price of {price}'),
  'content.assumption': t('前提：{text}', 'Assumed: {text}'),
  'content.problem': t('数据问题：{text}', 'Problem in the data: {text}'),
  'content.more': t(
    '最大的{n}个产品层级；判定涵盖全部层级。',
    'The {n} product levels that weigh most; the verdict is of all levels.',
  ),
  'basis.contract': t('合同价', 'contract price'),
  'basis.cost': t('成本', 'cost'),
  'basis.customs': t('海关价格', 'customs value'),
  'basis.market': t('市场价', 'market price'),
  'basis.unnamed': t('未注明', 'not named'),
  'basis.none': t('无', 'none'),
  'range.between': t('{from}至{to}', '{from} to {to}'),
  'range.from': t('{from}及以上', '{from} or more'),
  'range.any': t('未知', 'unknown'),
  // Parties
  'role.importer': t('进口商', 'importer'),
  'role.consignee': t('收货人', 'consignee'),
  'role.intermediary': t('中间商', 'intermediary'),
  'role.end-user': t('最终用户', 'end user'),
  'role.exporter': t('出口经营者', 'exporter'),
  'party.clear': t('未列入本法规库的名单', 'on no list of the pack'),
  'party.hit': t('{kind}：{entry}（{name}），{list}，{state}', '{kind}: {entry} ({name}), {list}, {state}'),
  'party.like': t(
    '；名称相似（{score}），是否同一主体待定',
    '; a name like it ({score}), whether the same party is open',
  ),
  'party.in-force': t('施行中', 'in force'),
  'party.not-in-force': t('当日不施行', 'not in force on the day'),
  'party.held': t('{owner}持股{share}', '{owner} holds {share}'),
  'party.path': t('持股链条：{path}', 'chain of holdings: {path}'),
  'party.flip-stake': t('再直接持有{share}即达到50%', 'a further direct share of {share} would reach 50 %'),
  'kind.control-list': t('出口管制管控名单', 'Control List'),
  'kind.watch-list': t('关注名单', 'Watch List'),
  'kind.unreliable-entity-list': t('不可靠实体清单', 'Unreliable Entity List'),
  // Readings, notes, questions, changes
  'reading.taken': t('采用：{option}', 'Taken: {option}'),
  'reading.alternative': t('另一解释：{text} → {outcomes}', 'Otherwise: {text} → {outcomes}'),
  'flag.practice': t('实务', 'practice'),
  'flag.caution': t('注意', 'caution'),
  'flag.reading': t('解释', 'reading'),
  'flag.coverage': t('核对范围', 'coverage'),
  'flag.classification': t('归类', 'classification'),
  'flag.party': t('交易方', 'party'),
  'question.about': t('字段：{about}', 'field: {about}'),
  'question.answer': t('{answer} → {outcomes}', '{answer} → {outcomes}'),
  'question.more': t('{outcomes}（仍须其他事实）', '{outcomes} (more facts needed)'),
  'change.line': t('{date}（{branch}）：{from} → {to}', '{date} ({branch}): {from} → {to}'),
  'change.because': t('{cite}：{status}', '{cite}: {status}'),
  'change.others': t(
    '当日另有{n}条规定的状态变化。',
    '{n:other provision changes/other provisions change} status on that day.',
  ),
  'change.none': t('就所知的法律而言，此后没有变化。', 'As far as the law is known, nothing changes after this day.'),
  'branch.enacted': t('现行文本', 'enacted text'),
  // Links between words
  or: t('或', ' or '),
  'list-or': t('、', ', '),
  semicolon: t('；', '; '),
  colon: t('：', ': '),
  stop: t('。', '.'),
  'same-as': t('（{text}）', ' ({text})'),
  // Report
  'report.title': t('出口管制答复', 'Export control determination'),
  'report.generated': t('生成于{at}', 'generated {at}'),
  'report.disclaimer': t(
    '本答复由规则计算得出，不构成法律意见；中文公告原文为准。',
    'Computed from rules; not legal advice. The Chinese text of the instruments prevails.',
  ),
  'report.overview': t('一览', 'Overview'),
  'report.export': t('出口', 'Export'),
  'report.outcome': t('结论', 'Outcome'),
  'report.flow': t('价值流向', 'Flow of value'),
  'report.flow-text': t(
    '从投入到产品的价值流向；红色为受控的中国成分。数值见下表。',
    'Flow of value from inputs to the product; the controlled Chinese-origin part is in red. The table below holds the figures.',
  ),
  'report.from': t('来自', 'From'),
  'report.to': t('流向', 'To'),
  'report.value': t('价值', 'Value'),
  'report.controlled': t('受控中国成分', 'Controlled, of Chinese origin'),
  'report.other': t('其他', 'other'),
  'report.figures': t('数据表', 'The same as a table'),
  'report.timeline': t('结论随时间的变化', 'The answer over time'),
  'report.timeline-text': t(
    '各分支下结论随时间的变化，竖线为所问日期。数值见下表。',
    'The answer over time, one lane per branch; the vertical line marks the day asked about. The table below says the same.',
  ),
  'report.asked-day': t('所问日期', 'day asked'),
  'report.branch': t('分支', 'Branch'),
  'report.period': t('期间', 'Period'),
  'report.period-from': t('自{from}起', 'from {from}'),
  'report.period-range': t('{from}至{until}', '{from} to {until}'),
  'report.open-trace': t('展开全部核对记录（{n}条规定）', 'Show every provision that was asked ({n})'),
  'report.chinese-text': t('中文原名', 'Chinese name'),
  // Column names of the flat table
  'column.id': t('编号', 'Id'),
  'column.description': t('物项', 'Description'),
  'column.outcome': t('结论', 'Outcome'),
  'column.possible': t('可能的结论', 'Possible outcomes'),
  'column.branches': t('各分支结论', 'Outcome by branch'),
  'column.review': t('审查', 'Review'),
  'column.codes': t('管制编码', 'Control codes'),
  'column.because': t('依据', 'Provisions'),
  'column.because-ids': t('依据编号', 'Provision ids'),
  'column.share': t('价值比例', 'Content share'),
  'column.parties': t('名单命中', 'List hits'),
  'column.next-change': t('下次变化', 'Next change'),
  'column.next-outcome': t('变化后结论', 'Outcome after it'),
  'column.questions': t('待查明事实', 'Facts still needed'),
  'column.fields': t('待填字段', 'Fields to fill in'),
  'column.duties': t('义务', 'Duties'),
  'column.readings': t('所取决的解释', 'Readings it turns on'),
  'column.flags': t('提示', 'Flags'),
  'column.as-of': t('所问日期', 'As of'),
  'column.known-at': t('所知截至', 'Known at'),
  'column.pack': t('法规库', 'Law pack'),
} as const satisfies Readonly<Record<string, Text>>;

export type WordingKey = keyof typeof WORDING;
export type Say = (key: WordingKey, values?: Readonly<Record<string, string | number>>) => string;

const SLOT = /\{(\w+)(?::([^/}]+)\/([^}]+))?\}/g;

/** A speaker of one language. A slot without a value is our bug and throws. */
export function speaker(language: Language): Say {
  return (key, values = {}) =>
    WORDING[key][language].replace(SLOT, (_whole, name: string, one: string | undefined, many: string | undefined) => {
      const value = values[name];
      if (value === undefined) throw new Error(`wording ${key} needs a value for ${name}`);
      return one === undefined ? String(value) : `${value} ${Number(value) === 1 ? one : (many ?? one)}`;
    });
}

/** Is this a key of the table? For words made from data (`role.` + a role): what the table lacks is shown as it is. */
export function isWording(key: string): key is WordingKey {
  return Object.hasOwn(WORDING, key);
}
