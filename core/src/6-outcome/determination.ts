import type { ExportFacts } from '../facts.ts';
import type { GoodsSign } from '../law/instrument.ts';
import type { Text, Verdict, Verified } from '../finding.ts';
import type { BranchId, ReadingId, Readings, Status } from '../law/index.ts';
import type { LegalDate } from '../time/legal-date.ts';
import type { SettledOutcome } from './rules.ts';

/**
 * The answer for one export, with everything a lawyer needs to check it. Plain data; the same in CLI, API and web.
 *
 * Outcome: `not-covered` = the pack refuses the day; `unconfirmed` = the enacted text and an announced, not enacted
 * change answer differently (see `branches`); `undetermined` = a missing fact decides (see `questions`).
 */
export type Outcome = SettledOutcome | 'undetermined' | 'unconfirmed' | 'not-covered';

/** How an application is decided, from the mildest to the strictest. */
export const REVIEWS = ['ordinary', 'stricter', 'case-by-case', 'refusal-in-principle'] as const;
export type Review = (typeof REVIEWS)[number];

export interface Determination {
  readonly asOf: LegalDate;
  readonly knownAt: LegalDate;
  readonly pack: { readonly id: string; readonly version: string };
  readonly coverage: Coverage;
  /** Where the goods go, as the facts say it. */
  readonly way: Pick<ExportFacts, 'from' | 'to' | 'via' | 'finalDestination'>;
  readonly readings: Readings;
  /** The strictest outcome over all lines. */
  readonly outcome: Outcome;
  readonly possible: readonly SettledOutcome[];
  readonly branches: readonly {
    readonly branch: BranchId;
    readonly label: Text;
    readonly possible: readonly SettledOutcome[];
  }[];
  readonly lines: readonly LineDetermination[];
}

/** How far the pack's law was checked. */
export interface Coverage {
  readonly from: LegalDate;
  readonly checkedUpTo: LegalDate;
  readonly state: 'checked' | 'not-checked-since' | 'before-coverage';
  readonly text: Text;
}

export interface LineDetermination {
  readonly id: string;
  readonly description: string;
  readonly outcome: Outcome;
  /** Every settled outcome still possible in the enacted text. */
  readonly possible: readonly SettledOutcome[];
  /** The enacted text first, then each open announcement; one entry when nothing is unsettled. */
  readonly branches: readonly BranchAnswer[];
  readonly classification: ClassificationAnswer;
  /** Where lists outside the pack may reach the item: which, by what sign, and what to look up. Null = they cannot. */
  readonly outside: OutsideAnswer | null;
  readonly parties: readonly PartyAnswer[];
  readonly content: ContentAnswer | null;
  /** Readings on which the answer turns: another option gives another outcome or review. */
  readonly turnsOn: readonly ReadingTurn[];
  readonly flags: readonly Flag[];
  /** The smallest set of facts that settles the outcome, cheapest first; empty when it is settled. */
  readonly questions: readonly Question[];
  /** Facts that would settle how an application is reviewed, and cannot change whether one is needed. */
  readonly reviewQuestions: readonly Question[];
  /** Days after `asOf` on which the answer changes, as far as known on `knownAt`. */
  readonly changes: readonly Change[];
}

/** The answer under the enacted text, or as if an announced change had been enacted. */
export interface BranchAnswer {
  readonly branch: BranchId;
  readonly label: Text;
  readonly outcome: SettledOutcome | 'undetermined';
  readonly possible: readonly SettledOutcome[];
  /** The provisions that make the outcome. */
  readonly because: readonly Cited[];
  /** Ids of the bans that apply or may apply. */
  readonly bans: readonly string[];
  readonly review: {
    readonly policy: Review | 'undetermined';
    readonly possible: readonly Review[];
    readonly because: readonly Cited[];
  } | null;
  readonly duties: readonly Duty[];
  /** Parts of the procedure that are switched off, and by what. */
  readonly off: readonly {
    readonly what: 'general-licence' | 'registration' | 'statutory-clock';
    readonly because: readonly Cited[];
  }[];
  readonly permissionForms: readonly PermissionForm[];
  /** Every provision that was asked, in the order of the law. */
  readonly findings: readonly Finding[];
}

/** Where a cited provision stands; `announced` = said officially and not enacted: it has no force, whatever it would do. */
export type CitedStatus = Status | { readonly is: 'announced'; readonly on: LegalDate };

/** A provision as a lawyer cites it. */
export interface Cited {
  readonly id: string;
  /** Number and paragraph: "No. 61 of 2025 para. 1(3)". */
  readonly cite: Text;
  /** Full title of the instrument. */
  readonly instrument: Text;
  readonly status: CitedStatus;
  readonly verified: Verified;
  /** What is inferred or open about it, where something is. */
  readonly doubt?: Text;
  /** Among the grounds of an answer: a pause that keeps a stricter rule away, or one after which a rule runs again. */
  readonly as?: 'pause' | 'past-pause';
}

/** What a provision asked, what the facts said, and what came of it. */
export interface Finding extends Cited {
  readonly text: Text;
  /** The provision that paused or ended it, as cited. */
  readonly by?: Text;
  readonly effect: string;
  /** Are its conditions met? */
  readonly verdict: Verdict;
  /** Does it bite on the day: in force, its conditions met, and what it goes with (a licence that is needed, a duty to lift) there? */
  readonly applies: Verdict;
  readonly tests: readonly TestFinding[];
  readonly sources: readonly string[];
}
export interface TestFinding {
  /** What is asked, as a sentence; under a "not" its contrary. */
  readonly text: Text;
  /** Of the test itself: `met` and `negated` = the sentence is false. */
  readonly verdict: Verdict;
  /** The fact that was used, as stated. */
  readonly used: Text;
  /** The test stands under a "not". */
  readonly negated: boolean;
}

export interface Duty {
  readonly duty: string;
  readonly title: Text;
  readonly because: Cited;
  /** `unknown` = it depends on an open fact. */
  readonly verdict: Verdict;
  readonly due?: { readonly date: LegalDate; readonly provisional: boolean; readonly workingDays: number };
  /** For clocks that start later: so many working days after the application is accepted. */
  readonly workingDaysAfterAcceptance?: number;
}

export interface PermissionForm {
  readonly form: 'individual-licence' | 'general-licence' | 'registration-certificate';
  readonly name: Text;
  readonly open: Verdict;
  readonly reasons: readonly { readonly text: Text; readonly verdict: Verdict; readonly cite: string }[];
}

/** The goods that a list outside the pack may hold, of which the item is taken for one. */
export interface OutsideAnswer {
  /** For which goods the pack decides. */
  readonly decides: Text;
  /** Nothing but words, or codes of other lists, speaks of the item. */
  readonly isUnidentified: boolean;
  readonly families: readonly {
    readonly id: string;
    readonly title: Text;
    readonly lookUp: Text;
    /** Absent sign: it is only possible. */
    readonly by: readonly GoodsSign[];
    readonly verified: Verified;
    readonly sources: readonly string[];
  }[];
}

export interface ClassificationAnswer {
  readonly entries: readonly {
    readonly list: string;
    readonly code: string;
    readonly name: Text;
    readonly verdict: Verdict;
    readonly reason: Text;
    readonly verified: Verified;
  }[];
  readonly problems: readonly { readonly code: string; readonly text: Text }[];
  readonly suggestions: readonly { readonly code: string; readonly because: Text }[];
}

export interface PartyAnswer {
  readonly role: string;
  readonly name: string;
  /** False: nobody has said who it is, or which entry it is, so it may be on any list. */
  readonly isKnown: boolean;
  readonly hits: readonly {
    readonly list: string;
    readonly kind: string;
    readonly entry: string;
    readonly name: Text;
    readonly inForce: boolean /** How like the names are, 0 to 1, where a person must still say whether it is the same party; null = certain. */;
    readonly likeness: string | null;
  }[];
  /** Holdings of parties on the Control List or Watch List, as exact shares (text of a fraction or decimal). */
  readonly heldByListed: readonly {
    readonly owner: string;
    readonly atLeast: string;
    readonly atMost: string;
    /** The chains through which it holds, largest first, from the owner down to the party. */
    readonly paths: readonly (readonly string[])[];
    /** Further direct share at which 50 % is reached, everything else as it surely is; null = reached. */
    readonly flipStake: string | null;
  }[];
}

/** Result of the content test, ready to show; figures are exact decimals or fractions as text. */
export interface ContentAnswer {
  readonly verdict: Verdict;
  readonly threshold: string;
  readonly products: readonly {
    readonly part: string;
    readonly basis: string;
    readonly verdict: Verdict;
    readonly share: { readonly atLeast: string; readonly atMost: string | null };
    readonly value: { readonly atLeast: string; readonly atMost: string | null; readonly currency: string };
    readonly flipValue: string | null;
    readonly contributions: readonly {
      readonly part: string;
      readonly path: readonly string[];
      readonly amount: { readonly atLeast: string; readonly atMost: string | null };
      readonly share: { readonly atLeast: string; readonly atMost: string | null };
      /** Price of one unit at which the share reaches the threshold, in `flipCurrency`. */
      readonly flipPrice: string | null;
      readonly flipCurrency: string | null;
    }[];
  }[];
  readonly assumptions: readonly Text[];
  readonly problems: readonly { readonly code: string; readonly text: Text }[];
}

export interface ReadingTurn {
  readonly reading: ReadingId;
  readonly question: Text;
  readonly taken: string;
  readonly takenText: Text;
  readonly alternatives: readonly {
    readonly option: string;
    readonly text: Text;
    readonly outcome: Outcome;
    /** What is possible in any branch. */
    readonly possible: readonly SettledOutcome[];
    readonly review: readonly Review[];
  }[];
}

export interface Flag {
  readonly code: string;
  readonly kind: 'practice' | 'caution' | 'reading' | 'coverage' | 'classification' | 'party';
  readonly text: Text;
  readonly date?: LegalDate;
  readonly sources: readonly string[];
  readonly verified?: Verified;
}

export interface Question {
  readonly id: string;
  /** Path of the field in the facts: `lines[0].origin`, `bom.parts[dy-metal].value`. */
  readonly about: string;
  readonly text: Text;
  readonly answers: readonly { readonly text: Text; readonly leadsTo: readonly SettledOutcome[] }[];
}

export interface Change {
  readonly date: LegalDate;
  readonly branch: BranchId;
  readonly from: readonly SettledOutcome[];
  readonly to: readonly SettledOutcome[];
  /** Provisions whose status changes on that day. */
  readonly because: readonly {
    readonly id: string;
    readonly cite: Text;
    readonly status: Status;
    readonly by?: Text;
  }[];
}
