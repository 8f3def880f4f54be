import type { Access } from '../access/access.ts';
import { peopleHandlers } from '../access/handlers/index.ts';
import type { Routes } from '../contract/index.ts';
import type { Workers } from '../determination/workers.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { LawService } from '../recorded-law/law-service.ts';
import type { SharedScreeners } from '../screening/shared-screeners.ts';
import type { Store } from '../store/store.ts';
import { auditHandlers } from './audit.ts';
import { batchHandlers } from './batch.ts';
import { billHandlers } from './bill.ts';
import { caseHandlers } from './case.ts';
import { contentHandlers } from './content.ts';
import { demoHandlers } from './demo.ts';
import { determinationHandlers } from './determination.ts';
import type { HandlersOf } from './handler.ts';
import { hitDecisionHandlers } from './hit-decision.ts';
import { jobHandlers } from './job.ts';
import { lawHandlers } from './law.ts';
import { licenceHandlers } from './licence.ts';
import { listHandlers } from './lists.ts';
import { ownershipHandlers } from './ownership.ts';
import { partyHandlers } from './party.ts';
import { productHandlers } from './product.ts';
import { recordedInstrumentHandlers } from './recorded-instrument.ts';
import { reviewRuleHandlers } from './review-rules.ts';
import { savedDeterminationHandlers } from './saved-determination.ts';
import { screeningHandlers } from './screening.ts';

/** What handlers need of the running service. */
export interface Needs {
  readonly store: Store;
  readonly access: Access;
  readonly law: LawService;
  /** Where imported lists are. */
  readonly dataFolder: string;
  readonly screeners: SharedScreeners;
  /** Threads for what takes long. */
  readonly workers: Workers;
  readonly jobs: Pick<Jobs, 'list' | 'retry'>;
}

/** A handler for every route of the contract. */
export function makeHandlers({ store, access, law, dataFolder, screeners, workers, jobs }: Needs): HandlersOf<Routes> {
  const inUse = () => law.current();
  const screening = screeningHandlers(inUse, screeners);
  return {
    ...determinationHandlers(inUse),
    ...batchHandlers({ law: inUse, workers }),
    ...lawHandlers(inUse),
    ...listHandlers(inUse, dataFolder),
    ...screening,
    ...ownershipHandlers(inUse),
    ...contentHandlers(inUse),
    ...peopleHandlers(access),
    ...productHandlers(),
    ...partyHandlers(),
    ...billHandlers(),
    ...hitDecisionHandlers({ law: inUse, dataFolder, screening }),
    ...savedDeterminationHandlers(inUse),
    ...recordedInstrumentHandlers(law),
    ...caseHandlers(inUse, access),
    ...reviewRuleHandlers(inUse),
    ...licenceHandlers({ law: inUse, access, store }),
    ...jobHandlers(jobs),
    ...auditHandlers(),
    ...demoHandlers(),
  };
}
