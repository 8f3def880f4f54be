import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { Failed } from './layout/failed.tsx';
import { Frame } from './layout/frame.tsx';
import { NotFound } from './layout/not-found.tsx';
import { Waiting } from './components/waiting.tsx';
import { loadWords } from './i18n/index.ts';
import { auditSearch, versionSearch } from './screens/administration/search.ts';
import { askAddress } from './screens/ask/address.ts';
import { bulkSearch, queueSearch } from './screens/cases/search.ts';
import { checkSearch, remarkSearch } from './screens/customs/search.ts';
import { dutySearch, messageSearch } from './screens/duties/search.ts';
import { claimSearch, shipmentRegisterSearch } from './screens/humanitarian/search.ts';
import { newNoticeSearch } from './screens/notices/search.ts';
import { registerSearch } from './screens/licences/search.ts';
import { impactSearch } from './screens/impact/search.ts';
import { statisticsSearch } from './screens/statistics/search.ts';
import { entrySearch, nameSearch, partyListSearch } from './screens/parties/search.ts';
import { changesSearch, idSearch, itemsSearch, lawDays, readingsSearch, timelineSearch } from './screens/law/search.ts';

/**
 * Every address and its screen. Each screen is a file of its own, fetched when it is first gone to, together with its words.
 */
const root = createRootRoute({ component: Frame, notFoundComponent: NotFound });

const ask = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: askAddress,
  loader: () => loadWords('ask'),
  component: lazyRouteComponent(() => import('./screens/ask/ask.tsx'), 'Ask'),
});
const law = createRoute({
  getParentRoute: () => root,
  path: '/law',
  validateSearch: lawDays,
  loader: () => loadWords('law'),
  component: lazyRouteComponent(() => import('./screens/law/law.tsx'), 'Law'),
});
const timeline = createRoute({
  getParentRoute: () => law,
  path: '/',
  validateSearch: timelineSearch,
  component: lazyRouteComponent(() => import('./screens/law/timeline.tsx'), 'Timeline'),
});
const instrument = createRoute({
  getParentRoute: () => law,
  path: '/instrument',
  validateSearch: idSearch,
  component: lazyRouteComponent(() => import('./screens/law/instrument.tsx'), 'Instrument'),
});
const provision = createRoute({
  getParentRoute: () => law,
  path: '/provision',
  validateSearch: idSearch,
  component: lazyRouteComponent(() => import('./screens/law/provision.tsx'), 'Provision'),
});
const changes = createRoute({
  getParentRoute: () => law,
  path: '/changes',
  validateSearch: changesSearch,
  component: lazyRouteComponent(() => import('./screens/law/changes.tsx'), 'Changes'),
});
const readings = createRoute({
  getParentRoute: () => law,
  path: '/readings',
  validateSearch: readingsSearch,
  component: lazyRouteComponent(() => import('./screens/law/readings.tsx'), 'Readings'),
});
const controlList = createRoute({
  getParentRoute: () => law,
  path: '/control-list',
  validateSearch: itemsSearch,
  component: lazyRouteComponent(() => import('./screens/law/control-list.tsx'), 'ControlList'),
});
const content = createRoute({
  getParentRoute: () => root,
  path: '/content',
  loader: () => loadWords('content'),
  component: lazyRouteComponent(() => import('./screens/content/content.tsx'), 'Content'),
});
const parties = createRoute({
  getParentRoute: () => root,
  path: '/parties',
  loader: () => loadWords('parties'),
  component: lazyRouteComponent(() => import('./screens/parties/parties.tsx'), 'Parties'),
});
const screening = createRoute({
  getParentRoute: () => parties,
  path: '/',
  validateSearch: nameSearch,
  component: lazyRouteComponent(() => import('./screens/parties/screening.tsx'), 'Screening'),
});
const ownership = createRoute({
  getParentRoute: () => parties,
  path: '/ownership',
  component: lazyRouteComponent(() => import('./screens/parties/ownership.tsx'), 'Ownership'),
});
const partyLists = createRoute({
  getParentRoute: () => parties,
  path: '/lists',
  component: lazyRouteComponent(() => import('./screens/parties/lists.tsx'), 'Lists'),
});
const partyList = createRoute({
  getParentRoute: () => parties,
  path: '/lists/entries',
  validateSearch: partyListSearch,
  component: lazyRouteComponent(() => import('./screens/parties/list-entries.tsx'), 'ListEntries'),
});
const partyEntry = createRoute({
  getParentRoute: () => parties,
  path: '/lists/entry',
  validateSearch: entrySearch,
  component: lazyRouteComponent(() => import('./screens/parties/list-entry.tsx'), 'ListEntry'),
});
const statistics = createRoute({
  getParentRoute: () => root,
  path: '/statistics',
  validateSearch: statisticsSearch,
  loader: () => loadWords('statistics'),
  component: lazyRouteComponent(() => import('./screens/statistics/statistics.tsx'), 'Statistics'),
});
const impact = createRoute({
  getParentRoute: () => root,
  path: '/impact',
  validateSearch: impactSearch,
  loader: () => loadWords('impact'),
  component: lazyRouteComponent(() => import('./screens/impact/impact.tsx'), 'Impact'),
});
const workspace = createRoute({
  getParentRoute: () => root,
  path: '/workspace',
  // Facts and bills are put in with the fields of the other two screens.
  loader: () => loadWords('workspace', 'ask', 'content'),
});
const workspaceStart = createRoute({
  getParentRoute: () => workspace,
  path: '/',
  component: lazyRouteComponent(() => import('./screens/workspace/start.tsx'), 'WorkspaceStart'),
});
const workspaceOf = createRoute({
  getParentRoute: () => workspace,
  path: '/$organisation',
  component: lazyRouteComponent(() => import('./screens/workspace/workspace.tsx'), 'Workspace'),
});
const workspaceOfStart = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/workspace/$organisation/determinations', params, replace: true });
  },
});
const determinations = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/determinations',
  component: lazyRouteComponent(() => import('./screens/workspace/determinations.tsx'), 'Determinations'),
});
const newDetermination = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/determinations/new',
  component: lazyRouteComponent(() => import('./screens/workspace/change-determination.tsx'), 'NewDetermination'),
});
const determination = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/determinations/$determination',
  loader: () => loadWords('apply', 'humanitarian', 'watch'),
  component: lazyRouteComponent(() => import('./screens/workspace/determination.tsx'), 'Determination'),
});
const products = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/products',
  component: lazyRouteComponent(() => import('./screens/workspace/products.tsx'), 'Products'),
});
const newProduct = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/products/new',
  component: lazyRouteComponent(() => import('./screens/workspace/products.tsx'), 'NewProduct'),
});
const product = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/products/$product',
  component: lazyRouteComponent(() => import('./screens/workspace/product.tsx'), 'Product'),
});
const keptParties = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/parties',
  component: lazyRouteComponent(() => import('./screens/workspace/parties.tsx'), 'KeptParties'),
});
const newParty = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/parties/new',
  component: lazyRouteComponent(() => import('./screens/workspace/parties.tsx'), 'NewParty'),
});
const keptParty = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/parties/$party',
  loader: () => loadWords('watch'),
  component: lazyRouteComponent(() => import('./screens/workspace/party.tsx'), 'KeptParty'),
});
const bills = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/bills',
  component: lazyRouteComponent(() => import('./screens/workspace/bills.tsx'), 'Bills'),
});
const newBill = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/bills/new',
  component: lazyRouteComponent(() => import('./screens/workspace/new-bill.tsx'), 'NewBill'),
});
const keptBill = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/bills/$bill',
  loader: () => loadWords('suppliers'),
  component: lazyRouteComponent(() => import('./screens/workspace/bill.tsx'), 'KeptBill'),
});
const applications = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/applications',
  loader: () => loadWords('apply'),
  component: lazyRouteComponent(() => import('./screens/apply/applications.tsx'), 'Applications'),
});
const application = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/applications/$case',
  loader: () => loadWords('apply', 'watch'),
  component: lazyRouteComponent(() => import('./screens/apply/application.tsx'), 'ApplicationStatus'),
});
const editApplication = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/applications/$case/edit/$page',
  loader: () => loadWords('apply'),
  component: lazyRouteComponent(() => import('./screens/apply/edit.tsx'), 'EditApplication'),
});
const decisions = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/decisions',
  component: lazyRouteComponent(() => import('./screens/workspace/decisions.tsx'), 'Decisions'),
});

const accountWords = () => loadWords('account');

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  // Only to a screen of ours, never to another site.
  validateSearch: ({ to }: Record<string, unknown>): { to?: string } =>
    typeof to === 'string' && /^\/(?![/\\])/.test(to) ? { to } : {},
  loader: accountWords,
  component: lazyRouteComponent(() => import('./screens/account/sign-in.tsx'), 'SignIn'),
});
const signInProvider = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/$provider',
  loader: accountWords,
  component: lazyRouteComponent(() => import('./screens/account/provider-return.tsx'), 'ProviderReturn'),
});
const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  loader: accountWords,
  component: lazyRouteComponent(() => import('./screens/account/set-up.tsx'), 'SetUp'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  loader: accountWords,
  component: lazyRouteComponent(() => import('./screens/account/invitation.tsx'), 'Invitation'),
});
const password = createRoute({
  getParentRoute: () => root,
  path: '/password',
  loader: accountWords,
  component: lazyRouteComponent(() => import('./screens/account/new-password.tsx'), 'NewPassword'),
});
const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  loader: accountWords,
  component: lazyRouteComponent(() => import('./screens/account/account.tsx'), 'Account'),
});

const administration = createRoute({
  getParentRoute: () => root,
  path: '/administration',
  loader: () => loadWords('administration'),
  component: lazyRouteComponent(() => import('./screens/administration/administration.tsx'), 'Administration'),
});
const administrationStart = createRoute({
  getParentRoute: () => administration,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/administration/organisations', replace: true });
  },
});
const organisations = createRoute({
  getParentRoute: () => administration,
  path: '/organisations',
  component: lazyRouteComponent(() => import('./screens/administration/organisations.tsx'), 'Organisations'),
});
const organisation = createRoute({
  getParentRoute: () => administration,
  path: '/organisations/$organisation',
  component: lazyRouteComponent(() => import('./screens/administration/organisation.tsx'), 'Organisation'),
});
const webhookDeliveries = createRoute({
  getParentRoute: () => administration,
  path: '/organisations/$organisation/webhooks/$webhook',
  component: lazyRouteComponent(() => import('./screens/administration/webhook-deliveries.tsx'), 'WebhookDeliveries'),
});
const people = createRoute({
  getParentRoute: () => administration,
  path: '/people',
  component: lazyRouteComponent(() => import('./screens/administration/people.tsx'), 'People'),
});
const lawAdministration = createRoute({
  getParentRoute: () => administration,
  path: '/law',
  component: lazyRouteComponent(() => import('./screens/administration/law-pack.tsx'), 'LawPack'),
});
const recordInstrument = createRoute({
  getParentRoute: () => administration,
  path: '/law/record',
  // Kinds of exports are told in the words of the law.
  loader: () => loadWords('law'),
  component: lazyRouteComponent(() => import('./screens/administration/record-instrument.tsx'), 'RecordInstrument'),
});
const lists = createRoute({
  getParentRoute: () => administration,
  path: '/lists',
  component: lazyRouteComponent(() => import('./screens/administration/lists.tsx'), 'Lists'),
});
const listDifferences = createRoute({
  getParentRoute: () => administration,
  path: '/lists/differences',
  validateSearch: versionSearch,
  component: lazyRouteComponent(() => import('./screens/administration/list-differences.tsx'), 'ListDifferences'),
});
const jobs = createRoute({
  getParentRoute: () => administration,
  path: '/jobs',
  component: lazyRouteComponent(() => import('./screens/administration/jobs.tsx'), 'Jobs'),
});
const audit = createRoute({
  getParentRoute: () => administration,
  path: '/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./screens/administration/audit.tsx'), 'Audit'),
});
const rights = createRoute({
  getParentRoute: () => administration,
  path: '/rights',
  component: lazyRouteComponent(() => import('./screens/administration/rights.tsx'), 'Rights'),
});

const cases = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  validateSearch: queueSearch,
  loader: () => loadWords('cases'),
  component: lazyRouteComponent(() => import('./screens/cases/queue.tsx'), 'Cases'),
});
const casePage = createRoute({
  getParentRoute: () => cases,
  path: '/$case',
  loader: () => loadWords('watch'),
  component: lazyRouteComponent(() => import('./screens/cases/case-page.tsx'), 'CasePage'),
});
const bulk = createRoute({
  getParentRoute: () => root,
  path: '/cases/bulk',
  validateSearch: bulkSearch,
  loader: () => loadWords('cases'),
  component: lazyRouteComponent(() => import('./screens/cases/bulk.tsx'), 'Bulk'),
});
const review = createRoute({
  getParentRoute: () => root,
  path: '/review',
  // Provisions are chosen and kinds of applications are named as with cases.
  loader: () => loadWords('review', 'cases'),
  component: lazyRouteComponent(() => import('./screens/review/review.tsx'), 'Review'),
});
const reviewStart = createRoute({
  getParentRoute: () => review,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/review/rules', replace: true });
  },
});
const reviewRules = createRoute({
  getParentRoute: () => review,
  path: '/rules',
  component: lazyRouteComponent(() => import('./screens/review/rules.tsx'), 'Rules'),
});
const newReviewRule = createRoute({
  getParentRoute: () => review,
  path: '/rules/new',
  component: lazyRouteComponent(() => import('./screens/review/rule-editor.tsx'), 'NewRule'),
});
const reviewRule = createRoute({
  getParentRoute: () => review,
  path: '/rules/$rule',
  component: lazyRouteComponent(() => import('./screens/review/rule-editor.tsx'), 'ChangeRule'),
});
const reviewConditions = createRoute({
  getParentRoute: () => review,
  path: '/conditions',
  component: lazyRouteComponent(() => import('./screens/review/conditions.tsx'), 'Conditions'),
});
const advice = createRoute({
  getParentRoute: () => root,
  path: '/advice',
  loader: () => loadWords('cases'),
  component: lazyRouteComponent(() => import('./screens/cases/advice-desk.tsx'), 'AdviceDesk'),
});

// Provisions are chosen and acts are told as with cases.
const licenceWords = () => loadWords('licences', 'cases');

const licences = createRoute({
  getParentRoute: () => root,
  path: '/licences',
  validateSearch: registerSearch,
  loader: licenceWords,
  component: lazyRouteComponent(() => import('./screens/licences/register.tsx'), 'Register'),
});
const registeredLicence = createRoute({
  getParentRoute: () => root,
  path: '/licences/$licence',
  loader: () => loadWords('licences', 'cases', 'watch'),
  component: lazyRouteComponent(() => import('./screens/licences/licence-page.tsx'), 'RegisteredLicence'),
});
const heldLicences = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/licences',
  loader: licenceWords,
  component: lazyRouteComponent(() => import('./screens/licences/held.tsx'), 'HeldLicences'),
});
const heldLicence = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/licences/$licence',
  loader: () => loadWords('licences', 'cases', 'watch'),
  component: lazyRouteComponent(() => import('./screens/licences/licence-page.tsx'), 'HeldLicence'),
});
// Licences are shown in their own words, and reasons typed with the fields of cases.
const customs = createRoute({
  getParentRoute: () => root,
  path: '/customs',
  loader: () => loadWords('customs', 'licences', 'cases'),
  component: lazyRouteComponent(() => import('./screens/customs/customs.tsx'), 'Customs'),
});
const checkLicence = createRoute({
  getParentRoute: () => customs,
  path: '/',
  validateSearch: checkSearch,
  component: lazyRouteComponent(() => import('./screens/customs/check.tsx'), 'CheckLicence'),
});
const customsFile = createRoute({
  getParentRoute: () => customs,
  path: '/file',
  component: lazyRouteComponent(() => import('./screens/customs/record-file.tsx'), 'RecordFile'),
});
const customsRemarks = createRoute({
  getParentRoute: () => customs,
  path: '/remarks',
  validateSearch: remarkSearch,
  component: lazyRouteComponent(() => import('./screens/customs/remarks.tsx'), 'Remarks'),
});
const duties = createRoute({
  getParentRoute: () => root,
  path: '/duties',
  validateSearch: dutySearch,
  loader: () => loadWords('duties'),
  component: lazyRouteComponent(() => import('./screens/duties/duties.tsx'), 'AuthorityDuties'),
});
const ownDuties = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/duties',
  validateSearch: dutySearch,
  loader: () => loadWords('duties'),
  component: lazyRouteComponent(() => import('./screens/duties/duties.tsx'), 'OwnDuties'),
});
// How a report stands is told as with deadlines; documents and provisions as with cases.
const shipmentWords = () => loadWords('humanitarian', 'duties', 'cases', 'apply');

const ownShipments = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/shipments',
  loader: shipmentWords,
  component: lazyRouteComponent(() => import('./screens/humanitarian/shipments.tsx'), 'OwnShipments'),
});
const newShipment = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/shipments/new',
  validateSearch: claimSearch,
  loader: shipmentWords,
  component: lazyRouteComponent(() => import('./screens/humanitarian/new-shipment.tsx'), 'NewShipment'),
});
const ownShipment = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/shipments/$shipment',
  loader: shipmentWords,
  component: lazyRouteComponent(() => import('./screens/humanitarian/shipment-page.tsx'), 'OwnShipment'),
});
const shipments = createRoute({
  getParentRoute: () => root,
  path: '/shipments',
  validateSearch: shipmentRegisterSearch,
  loader: shipmentWords,
  component: lazyRouteComponent(() => import('./screens/humanitarian/shipments.tsx'), 'ShipmentRegister'),
});
const registeredShipment = createRoute({
  getParentRoute: () => root,
  path: '/shipments/$shipment',
  loader: shipmentWords,
  component: lazyRouteComponent(() => import('./screens/humanitarian/shipment-page.tsx'), 'RegisteredShipment'),
});
const watch = createRoute({
  getParentRoute: () => root,
  path: '/watch',
  loader: () => loadWords('watch'),
  component: lazyRouteComponent(() => import('./screens/watch/changes.tsx'), 'AuthorityChanges'),
});
const watchChange = createRoute({
  getParentRoute: () => root,
  path: '/watch/$change',
  loader: () => loadWords('watch'),
  component: lazyRouteComponent(() => import('./screens/watch/change.tsx'), 'AuthorityChange'),
});
const ownWatch = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/watch',
  loader: () => loadWords('watch'),
  component: lazyRouteComponent(() => import('./screens/watch/changes.tsx'), 'OwnChanges'),
});
const ownWatchChange = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/watch/$change',
  loader: () => loadWords('watch'),
  component: lazyRouteComponent(() => import('./screens/watch/change.tsx'), 'OwnChange'),
});
const messages = createRoute({
  getParentRoute: () => root,
  path: '/messages',
  validateSearch: messageSearch,
  loader: () => loadWords('duties'),
  component: lazyRouteComponent(() => import('./screens/duties/messages.tsx'), 'Messages'),
});
const noticeWords = () => loadWords('notices');
const ownNotices = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/notices',
  loader: noticeWords,
});
const ownNoticeList = createRoute({
  getParentRoute: () => ownNotices,
  path: '/',
  component: lazyRouteComponent(() => import('./screens/notices/notices.tsx'), 'Notices'),
});
const newNotice = createRoute({
  getParentRoute: () => ownNotices,
  path: '/new',
  validateSearch: newNoticeSearch,
  component: lazyRouteComponent(() => import('./screens/notices/issue.tsx'), 'NewNotice'),
});
const ownNotice = createRoute({
  getParentRoute: () => ownNotices,
  path: '/$notice',
  component: lazyRouteComponent(() => import('./screens/notices/notice-page.tsx'), 'NoticePage'),
});
const lotChain = createRoute({
  getParentRoute: () => ownNotices,
  path: '/lots/$lot',
  component: lazyRouteComponent(() => import('./screens/notices/chain.tsx'), 'LotChain'),
});
const notices = createRoute({
  getParentRoute: () => root,
  path: '/notices',
  loader: noticeWords,
  component: lazyRouteComponent(() => import('./screens/notices/register.tsx'), 'NoticeRegister'),
});
const noticeChains = createRoute({
  getParentRoute: () => notices,
  path: '/',
  component: lazyRouteComponent(() => import('./screens/notices/register.tsx'), 'Chains'),
});
const noticeForm = createRoute({
  getParentRoute: () => notices,
  path: '/form',
  component: lazyRouteComponent(() => import('./screens/notices/template.tsx'), 'NoticeForm'),
});
const noticeChain = createRoute({
  getParentRoute: () => notices,
  path: '/$lot',
  component: lazyRouteComponent(() => import('./screens/notices/chain.tsx'), 'RegisterChain'),
});
const noticeByLink = createRoute({
  getParentRoute: () => root,
  path: '/notice',
  loader: noticeWords,
  component: lazyRouteComponent(() => import('./screens/notices/by-link.tsx'), 'NoticeByLink'),
});
const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify',
  loader: licenceWords,
  component: lazyRouteComponent(() => import('./screens/licences/verify.tsx'), 'Verify'),
});

// Texts are drafted with the fields of the administration, and assessments are told in the words of the impact screen.
const measureWords = () => loadWords('measures', 'administration', 'law', 'impact');
const measures = createRoute({
  getParentRoute: () => root,
  path: '/measures',
  loader: () => loadWords('measures'),
  component: lazyRouteComponent(() => import('./screens/measures/measures.tsx'), 'Measures'),
});
const newMeasure = createRoute({
  getParentRoute: () => root,
  path: '/measures/new',
  loader: measureWords,
  component: lazyRouteComponent(() => import('./screens/measures/new-measure.tsx'), 'NewMeasure'),
});
const measure = createRoute({
  getParentRoute: () => root,
  path: '/measures/$measure',
  loader: measureWords,
  component: lazyRouteComponent(() => import('./screens/measures/measure-page.tsx'), 'MeasurePage'),
});
const measureOverview = createRoute({
  getParentRoute: () => measure,
  path: '/',
  component: lazyRouteComponent(() => import('./screens/measures/overview.tsx'), 'MeasureOverview'),
});
const measureInstrument = createRoute({
  getParentRoute: () => measure,
  path: '/instrument',
  component: lazyRouteComponent(() => import('./screens/measures/instrument-part.tsx'), 'MeasureInstrument'),
});
const measureAssessment = createRoute({
  getParentRoute: () => measure,
  path: '/assessment',
  component: lazyRouteComponent(() => import('./screens/measures/assessment-part.tsx'), 'MeasureAssessment'),
});
const measurePartners = createRoute({
  getParentRoute: () => measure,
  path: '/partners',
  component: lazyRouteComponent(() => import('./screens/measures/partners-part.tsx'), 'MeasurePartners'),
});
const measureDialogue = createRoute({
  getParentRoute: () => measure,
  path: '/dialogue',
  component: lazyRouteComponent(() => import('./screens/measures/dialogue-part.tsx'), 'MeasureDialogue'),
});
const measureMonitoring = createRoute({
  getParentRoute: () => measure,
  path: '/monitoring',
  component: lazyRouteComponent(() => import('./screens/measures/monitoring-part.tsx'), 'MeasureMonitoring'),
});
const partnerNotice = createRoute({
  getParentRoute: () => root,
  path: '/partner-notice',
  loader: () => loadWords('measures', 'impact'),
  component: lazyRouteComponent(() => import('./screens/measures/by-link.tsx'), 'PartnerNoticeByLink'),
});

const askSuppliers = createRoute({
  getParentRoute: () => workspaceOf,
  path: '/bills/$bill/suppliers',
  loader: () => loadWords('suppliers'),
  component: lazyRouteComponent(() => import('./screens/suppliers/ask-suppliers.tsx'), 'AskSuppliers'),
});
const supplierForm = createRoute({
  getParentRoute: () => root,
  path: '/supplier-form',
  loader: () => loadWords('suppliers'),
  component: lazyRouteComponent(() => import('./screens/suppliers/supplier-form.tsx'), 'SupplierForm'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    ask,
    law.addChildren([timeline, instrument, provision, changes, readings, controlList]),
    content,
    parties.addChildren([screening, ownership, partyLists, partyList, partyEntry]),
    statistics,
    impact,
    supplierForm,
    workspace.addChildren([
      workspaceStart,
      workspaceOf.addChildren([
        workspaceOfStart,
        determinations,
        newDetermination,
        determination,
        products,
        newProduct,
        product,
        keptParties,
        newParty,
        keptParty,
        bills,
        newBill,
        keptBill,
        askSuppliers,
        applications,
        application,
        editApplication,
        decisions,
        heldLicences,
        heldLicence,
        ownDuties,
        ownWatch,
        ownWatchChange,
        ownShipments,
        newShipment,
        ownShipment,
        ownNotices.addChildren([ownNoticeList, newNotice, ownNotice, lotChain]),
      ]),
    ]),
    cases.addChildren([casePage]),
    bulk,
    review.addChildren([reviewStart, reviewRules, newReviewRule, reviewRule, reviewConditions]),
    advice,
    licences,
    registeredLicence,
    customs.addChildren([checkLicence, customsFile, customsRemarks]),
    duties,
    watch,
    watchChange,
    shipments,
    registeredShipment,
    messages,
    notices.addChildren([noticeChains, noticeForm, noticeChain]),
    noticeByLink,
    measures,
    newMeasure,
    measure.addChildren([
      measureOverview,
      measureInstrument,
      measureAssessment,
      measurePartners,
      measureDialogue,
      measureMonitoring,
    ]),
    partnerNotice,
    verify,
    signIn,
    signInProvider,
    setUp,
    invitation,
    password,
    account,
    administration.addChildren([
      administrationStart,
      organisations,
      organisation,
      webhookDeliveries,
      people,
      lawAdministration,
      recordInstrument,
      lists,
      listDifferences,
      jobs,
      audit,
      rights,
    ]),
  ]),
  // What stands behind ? is text, whatever it looks like, and stays as it came: a sign-in provider has signed it.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const pairs = Object.entries(search).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    );
    return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
  },
  defaultPreload: 'intent',
  defaultPendingComponent: Waiting,
  defaultErrorComponent: Failed,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
