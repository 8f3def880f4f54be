import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { Failed } from './layout/failed.tsx';
import { Frame } from './layout/frame.tsx';
import { NotFound } from './layout/not-found.tsx';
import { Waiting } from './components/waiting.tsx';
import { loadWords } from './i18n/index.ts';
import { auditSearch, versionSearch } from './screens/administration/search.ts';
import { askAddress } from './screens/ask/address.ts';
import { queueSearch } from './screens/cases/search.ts';
import { registerSearch } from './screens/licences/search.ts';
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
  loader: () => loadWords('apply'),
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
  loader: () => loadWords('apply'),
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
  component: lazyRouteComponent(() => import('./screens/cases/case-page.tsx'), 'CasePage'),
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
  loader: licenceWords,
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
  loader: licenceWords,
  component: lazyRouteComponent(() => import('./screens/licences/licence-page.tsx'), 'HeldLicence'),
});
const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify',
  loader: licenceWords,
  component: lazyRouteComponent(() => import('./screens/licences/verify.tsx'), 'Verify'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    ask,
    law.addChildren([timeline, instrument, provision, changes, readings, controlList]),
    content,
    parties.addChildren([screening, ownership, partyLists, partyList, partyEntry]),
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
        applications,
        application,
        editApplication,
        decisions,
        heldLicences,
        heldLicence,
      ]),
    ]),
    cases.addChildren([casePage]),
    advice,
    licences,
    registeredLicence,
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
