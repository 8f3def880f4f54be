import {
  type Check,
  type Entry,
  type ExplainedBlock,
  type Grid,
  type Headline,
  type ProvisionCite,
  type Section,
  speaker,
  type Text,
  type Topic,
  type TreeNode,
} from '@ytterby/core';
import { createContext, type ReactNode, use, useId } from 'react';
import { Icon } from '../components/icon.tsx';
import { OutcomeShape, VerdictMark } from '../components/outcome.tsx';
import { useLanguage } from '../i18n/index.ts';
import './blocks.css';

interface BlocksProps {
  readonly blocks: readonly ExplainedBlock[];
  /** Level of the headings of the outermost sections. */
  readonly level?: 2 | 3 | 4;
  /** Put before what a section says: a chart of the content, a time line. */
  readonly drawing?: (topic: Topic, of: string) => ReactNode;
  /** How a provision is named; a link to its text, where the screen has one. */
  readonly cite?: (id: string, words: string) => ReactNode;
  /** What a provision says, put under it where the answer rests on it: the Chinese beside a translation. */
  readonly clause?: (id: string) => Text | undefined;
  /** Draws a section in the screen's own way. `inside` is what stands under its heading, `whole` the section as it is else. */
  readonly around?: (section: Section, inside: ReactNode, whole: ReactNode) => ReactNode;
}

interface Page {
  /** Goes before every anchor, so that two explanations can stand on one page. */
  readonly prefix: string;
  readonly level: number;
  readonly drawing: (topic: Topic, of: string) => ReactNode;
  readonly cite: (id: string, words: string) => ReactNode;
  readonly clause: (id: string) => Text | undefined;
  readonly around: NonNullable<BlocksProps['around']>;
}
const PLAIN: Omit<Page, 'prefix' | 'level'> = {
  drawing: () => null,
  cite: (_, words) => words,
  clause: () => undefined,
  around: (_section, _inside, whole) => whole,
};
const PageContext = createContext<Page>({ prefix: '', level: 2, ...PLAIN });

/**
 * An explanation as core words it, drawn for the screen. Nothing is worded or decided here.
 * @example <Blocks blocks={explain(determination, language)} cite={(id, words) => <Link to="/law/$id" …>{words}</Link>} />
 */
export function Blocks({ blocks, level = 2, ...drawn }: BlocksProps) {
  const prefix = useId();
  return (
    <PageContext value={{ prefix, level, ...PLAIN, ...drawn }}>
      <div className="blocks">{list(blocks)}</div>
    </PageContext>
  );
}

/** Blocks have no ids, and their order does not change while they are shown. */
const list = (blocks: readonly ExplainedBlock[]) => blocks.map((block, index) => <Block key={index} block={block} />);

function Block({ block }: { readonly block: ExplainedBlock }) {
  switch (block.kind) {
    case 'headline':
      return <HeadlineBlock block={block} />;
    case 'section':
      return <SectionBlock block={block} />;
    case 'pairs':
      return (
        <dl className="pairs">
          {block.pairs.map(({ label, value, warns }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd className={warns ? 'warns' : undefined}>
                {warns && <Icon name="warning" />} {value}
              </dd>
            </div>
          ))}
        </dl>
      );
    case 'sentences':
      return block.sentences.map((sentence) => <p key={sentence}>{sentence}</p>);
    case 'provisions':
      return (
        <ul className="cites">
          {block.provisions.map((provision) => (
            <li key={provision.id}>
              <Cite of={provision} />
              <Clause of={provision.id} />
            </li>
          ))}
        </ul>
      );
    case 'checks':
      return block.checks.map((check) => <CheckBlock key={check.number} check={check} />);
    case 'grid':
      return <GridBlock grid={block} />;
    case 'tree':
      return (
        <figure className="tree">
          <figcaption>{block.caption}</figcaption>
          <ul>
            <Node node={block.root} />
          </ul>
        </figure>
      );
    case 'entries':
      return <Entries entries={block.entries} numbered={block.numbered} />;
  }
}

/** A headline of more signs than these is a sentence, and set smaller. */
const LONG = 60;

function HeadlineBlock({ block }: { readonly block: Headline }) {
  return (
    <section className={`headline ${block.outcome} ${block.text.length > LONG ? 'long' : ''}`}>
      <OutcomeShape outcome={block.outcome} size="2.75rem" />
      <div className="words">
        <Heading>{block.text}</Heading>
        {block.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </section>
  );
}

function Heading({ children }: { readonly children: ReactNode }) {
  const { level } = use(PageContext);
  const Tag = level <= 2 ? 'h2' : level === 3 ? 'h3' : 'h4';
  return <Tag>{children}</Tag>;
}

function SectionBlock({ block }: { readonly block: Section }) {
  const page = use(PageContext);
  const inside = <PageContext value={{ ...page, level: page.level + 1 }}>{list(block.blocks)}</PageContext>;
  return page.around(block, inside, <WholeSection block={block} />);
}

function WholeSection({ block }: { readonly block: Section }) {
  const page = use(PageContext);
  const say = speaker(useLanguage());
  const deeper = (blocks: readonly ExplainedBlock[]) => (
    <PageContext value={{ ...page, level: page.level + 1 }}>{list(blocks)}</PageContext>
  );
  switch (block.topic) {
    case 'law': {
      // The day and the law are seen at a glance; what follows them is a warning about their reach.
      const [pairs, ...rest] = block.blocks;
      return (
        <div className="law-and-day" role="group" aria-label={block.title}>
          {pairs && <Block block={pairs} />}
          {rest.length > 0 && <div className="notice warns">{list(rest)}</div>}
        </div>
      );
    }
    case 'answer':
      return <section className="answer">{deeper(block.blocks)}</section>;
    case 'trace': {
      const [checks] = block.blocks;
      const n = checks?.kind === 'checks' ? checks.checks.length : 0;
      return (
        <section className="trace">
          <Heading>{block.title}</Heading>
          <details>
            <summary>{say('report.open-trace', { n })}</summary>
            {deeper(block.blocks)}
          </details>
        </section>
      );
    }
    case 'sources':
      return (
        <section>
          <Heading>{block.title}</Heading>
          <ol className="sources">
            {block.blocks
              .flatMap((each) => (each.kind === 'entries' ? each.entries : []))
              .map((entry, index) => (
                <li key={entry.text} id={`${page.prefix}-source-${index + 1}`}>
                  {entry.url === undefined ? (
                    entry.text
                  ) : (
                    <a href={entry.url} target="_blank" rel="noopener noreferrer">
                      {entry.text}
                    </a>
                  )}
                </li>
              ))}
          </ol>
        </section>
      );
    case 'questions':
    case 'review-questions':
      return (
        <section className={block.topic === 'questions' ? 'questions' : undefined}>
          <Heading>{block.title}</Heading>
          {deeper(block.blocks)}
        </section>
      );
    default:
      return (
        <section className={block.topic}>
          <Heading>{block.title}</Heading>
          {page.drawing(block.topic, block.of)}
          {deeper(block.blocks)}
        </section>
      );
  }
}

function Cite({ of: { id, cite, chinese, status, verified } }: { readonly of: ProvisionCite }) {
  const page = use(PageContext);
  return (
    <>
      <span className="cite">{page.cite(id, cite)}</span>
      {chinese !== null && (
        <>
          {' '}
          <span className="chinese" lang="zh-Hans">
            {chinese}
          </span>
        </>
      )}{' '}
      <span className="status">— {status}</span>
      {verified !== null && (
        <>
          {' '}
          <span className="tag">{verified}</span>
        </>
      )}
    </>
  );
}

/** The words of the law decide, so the Chinese is there in every language. */
function Clause({ of }: { readonly of: string }) {
  const text = use(PageContext).clause(of);
  const language = useLanguage();
  if (text === undefined) return null;
  return (
    <div className="clause">
      <p lang="zh-Hans">{text.zh}</p>
      {language === 'en' && <p>{text.en}</p>}
    </div>
  );
}

/** Numbers that lead to the list of sources. */
function Sources({ of }: { readonly of: readonly number[] }) {
  const { prefix } = use(PageContext);
  if (of.length === 0) return null;
  return (
    <sup className="sources-of">
      {of.map((source) => (
        <a key={source} href={`#${prefix}-source-${source}`} onClick={goToSource}>
          {source}
        </a>
      ))}
    </sup>
  );
}

/** Without a change of address: what stands behind # belongs to the screen. */
function goToSource(event: React.MouseEvent<HTMLAnchorElement>): void {
  event.preventDefault();
  const target = document.getElementById(event.currentTarget.hash.slice(1));
  if (!target) return;
  target.tabIndex = -1;
  target.focus();
  target.scrollIntoView({ block: 'center' });
}

function CheckBlock({ check }: { readonly check: Check }) {
  const say = speaker(useLanguage());
  return (
    <div className="check">
      <p className="check-head">
        <span className="number">{check.number}.</span>
        <VerdictMark verdict={check.bites} />
        <strong>{check.conclusion}</strong>
        <span className="effect">{check.effect}</span>
      </p>
      <p>
        <Cite of={check} />
        <Sources of={check.sources} />
      </p>
      <p className="says">{check.text}</p>
      {check.tests.length === 0 ? (
        <p className="status">{say('step.no-tests')}</p>
      ) : (
        <ul className="tests">
          {check.tests.map((test, index) => (
            <li key={index}>
              <VerdictMark verdict={test.verdict} />
              <span>{test.text}</span>
              <span className="used">{test.used === '' ? '' : say('step.used', { fact: test.used })}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function GridBlock({ grid }: { readonly grid: Grid }) {
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={grid.caption}>
      <table className="grid">
        <caption className="visually-hidden">{grid.caption}</caption>
        <thead>
          <tr>
            {grid.head.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} data-label={cell === '' ? undefined : grid.head[column]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Node({ node }: { readonly node: TreeNode }) {
  return (
    <li>
      {node.name}
      {node.detail !== '' && <span className="detail">{node.detail}</span>}
      {node.children.length > 0 && (
        <ul>
          {node.children.map((child, index) => (
            <Node key={index} node={child} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Entries({ entries, numbered }: { readonly entries: readonly Entry[]; readonly numbered: boolean }) {
  const List = numbered ? 'ol' : 'ul';
  return (
    <List className="entries">
      {entries.map((entry, index) => (
        <li key={index}>
          <div className={entry.mark === null ? undefined : 'marked'}>
            {entry.mark !== null && <VerdictMark verdict={entry.mark} />}
            <p>
              {entry.text}
              <Sources of={entry.sources} />
            </p>
          </div>
          {entry.below.map((line) => (
            <p key={line} className="below">
              {line}
            </p>
          ))}
        </li>
      ))}
    </List>
  );
}
