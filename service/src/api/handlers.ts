import type { Access } from '../access/access.ts';
import { peopleHandlers } from '../access/handlers/index.ts';
import type { HeadKeeper } from '../audit/head-keeper.ts';
import type { ApartRoute } from '../contract/apart.ts';
import type { Routes } from '../contract/index.ts';
import type { Workers } from '../determination/workers.ts';
import { tableSets } from '../impact/table-sets.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { LawService } from '../recorded-law/law-service.ts';
import type { SharedScreeners } from '../screening/shared-screeners.ts';
import type { Store } from '../store/store.ts';
import type { ListCopies } from '../stored-lists/list-copies.ts';
import { assessmentHandlers } from './assessment.ts';
import { auditHandlers } from './audit.ts';
import { batchHandlers } from './batch.ts';
import { billHandlers } from './bill.ts';
import { caseHandlers } from './case.ts';
import { customsHandlers } from './customs.ts';
import { demoHandlers } from './demo.ts';
import { dialogueHandlers } from './dialogue.ts';
import { dutyHandlers } from './duty.ts';
import type { HandlersOf } from './handler.ts';
import { hitDecisionHandlers } from './hit-decision.ts';
import { humanitarianHandlers } from './humanitarian.ts';
import { jobHandlers } from './job.ts';
import { lawHandlers } from './law.ts';
import { licenceHandlers } from './licence.ts';
import { listImportHandlers } from './list-import.ts';
import { listHandlers } from './lists.ts';
import { measureFlowHandlers } from './measure-flow.ts';
import { measureHandlers } from './measure.ts';
import { messageHandlers } from './message.ts';
import { noticeHandlers } from './notice.ts';
import { partnerNoticeHandlers } from './partner-notice.ts';
import { partyHandlers } from './party.ts';
import { productHandlers } from './product.ts';
import { recordedInstrumentHandlers } from './recorded-instrument.ts';
import { reviewRuleHandlers } from './review-rules.ts';
import { savedDeterminationHandlers } from './saved-determination.ts';
import { screeningHandlers } from './screening.ts';
import { supplierQuestionHandlers } from './supplier-question.ts';
import { statisticsHandlers } from './statistics.ts';
import { watchHandlers } from './watch.ts';
import { webhookHandlers } from './webhook.ts';

/** What handlers need of the running service. */
export interface Needs {
  readonly store: Store;
  readonly access: Access;
  readonly law: LawService;
  /** Where imported lists are. */
  readonly dataFolder: string;
  readonly lists: Pick<ListCopies, 'sync'>;
  readonly screeners: SharedScreeners;
  /** Threads for what takes long. */
  readonly workers: Workers;
  readonly jobs: Pick<Jobs, 'list' | 'retry' | 'send'>;
  /** Whether messages go out by mail, too. */
  readonly sendsMail: boolean;
  /** Whether webhooks may go into private networks. */
  readonly webhooksMayBePrivate: boolean;
  /** How much of documents an organisation may have. */
  readonly mostDocumentBytes: number;
  readonly heads: Pick<HeadKeeper, 'state' | 'verify'>;
}

/** A handler for every route of the contract that is not answered apart. */
export function makeHandlers({
  store,
  access,
  law,
  dataFolder,
  lists,
  screeners,
  workers,
  jobs,
  mostDocumentBytes,
  sendsMail,
  webhooksMayBePrivate,
  heads,
}: Needs): HandlersOf<Omit<Routes, ApartRoute>> {
  const inUse = () => law.current();
  const screening = screeningHandlers(inUse, screeners);
  return {
    ...batchHandlers({ law: inUse, workers }),
    ...lawHandlers(inUse),
    ...listHandlers(inUse, dataFolder),
    ...listImportHandlers(dataFolder, async () => {
      await lists.sync();
      await jobs.send('watch');
    }),
    ...screening,
    ...peopleHandlers(access),
    ...productHandlers(),
    ...partyHandlers(),
    ...billHandlers(),
    ...supplierQuestionHandlers(inUse, access),
    ...hitDecisionHandlers({ law: inUse, dataFolder, screening }),
    ...savedDeterminationHandlers(inUse),
    ...recordedInstrumentHandlers(law),
    ...caseHandlers(inUse, access, mostDocumentBytes),
    ...reviewRuleHandlers(inUse),
    ...licenceHandlers({ law: inUse, access, store }),
    ...customsHandlers({ law: inUse, access, store }),
    ...webhookHandlers({ key: access.key, allowPrivate: webhooksMayBePrivate }),
    ...humanitarianHandlers(inUse, mostDocumentBytes),
    ...dutyHandlers(inUse, access),
    ...messageHandlers(sendsMail),
    ...noticeHandlers({ law: inUse, access, store }),
    ...statisticsHandlers(inUse),
    ...watchHandlers(),
    ...measureHandlers(law),
    ...partnerNoticeHandlers({ law, access, store, tables: tableSets(dataFolder), sendsMail }),
    ...dialogueHandlers(law),
    ...measureFlowHandlers({ law: inUse, store }),
    ...assessmentHandlers({ law: inUse, dataFolder, jobs }),
    ...jobHandlers(jobs),
    ...auditHandlers(heads),
    ...demoHandlers(),
  };
}
