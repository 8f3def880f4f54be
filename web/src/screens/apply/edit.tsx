import { getRouteApi, Link, Navigate, useBlocker, useLocation, useNavigate } from '@tanstack/react-router';
import type { Application } from '@ytterby/core/licensing';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Reply, useRead } from '../../api.ts';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useEditing } from '../workspace/editing.ts';
import { Outcome } from '../workspace/editor.tsx';
import { type CaseParams, useAct } from './act.ts';
import { DeskProvider, focusField } from './desk.tsx';
import { EditPage } from './edit-pages.tsx';
import { Found } from './found.tsx';
import { InWords } from './in-words.tsx';
import { type Finding, useLint } from './lint.ts';
import { findingsOn, nextPage, type PageName, pagesOf, progressOf } from './pages.ts';
import { PapersPage } from './papers-page.tsx';
import { useKindName } from './words.ts';
import './apply.css';

type Case = Reply<'application.get'>;

const route = getRouteApi('/workspace/$organisation/applications/$case/edit/$page');

/** An application while it is filled in, page by page. */
export function EditApplication() {
  const { organisation, case: id } = route.useParams();
  const params = { organisation, case: id };
  const found = useRead('application.get', { params });
  return (
    <Loaded query={found} lines={8}>
      {({ body, revision }) =>
        body.state.application !== null && (body.status === 'draft' || body.status === 'returned') ? (
          <Filling key={id} of={body} application={body.state.application} revision={revision} params={params} />
        ) : (
          <Navigate to="/workspace/$organisation/applications/$case" params={params} replace />
        )
      }
    </Loaded>
  );
}

interface FillingProps {
  readonly of: Case;
  readonly application: Application;
  readonly revision: number | undefined;
  readonly params: CaseParams;
}

function Filling({ of, application: initial, revision, params }: FillingProps) {
  const { t } = useTranslation('apply');
  const kindName = useKindName();
  const navigate = useNavigate();
  const asked = route.useParams({ select: ({ page }) => page });
  const hash = useLocation({ select: (location) => location.hash });
  const act = useAct(params);
  const [kept, setKept] = useState(initial);
  const editing = useEditing<Application>({
    initial,
    revision,
    fieldPaths: [],
    onSave: async (application, known) => {
      const saved = await act.give({ command: 'save', application }, known);
      setKept(application);
      return saved.revision;
    },
    onLook: async () => {
      const { body, revision: theirs } = await client.call('application.get', { params });
      return { draft: body.state.application ?? initial, revision: theirs ?? body.version };
    },
  });
  const { draft, setDraft, save } = editing;
  const isChanged = draft !== kept;
  const { findings, papers, now } = useLint(draft, of);
  const pages = pagesOf(draft);
  const page = pages.find((each) => each === asked) ?? 'kind';
  // Leaving a page saves it, whatever leads away.
  useBlocker({
    shouldBlockFn: async () => !(await save()),
    enableBeforeUnload: isChanged,
    disabled: !isChanged,
  });
  useEffect(() => {
    if (hash === '') return;
    // After the heading, which takes the focus on every page.
    const frame = requestAnimationFrame(() => focusField(hash));
    return () => cancelAnimationFrame(frame);
  }, [page, hash]);
  const here = findingsOn(page, findings);
  const goOn = async () =>
    navigate({
      to: '/workspace/$organisation/applications/$case/edit/$page',
      // What was chosen last may ask for pages that nothing was found on before.
      params: { ...params, page: nextPage(draft, await now(), page) },
    });
  return (
    <Page
      // The focus goes to the question of each page.
      key={page}
      className="ask apply"
      title={t(`questions.${page}`)}
      lead={
        <>
          {of.number ?? t('edit.draft')} · {kindName(draft.kind)} ·{' '}
          {t('edit.step', { n: pages.indexOf(page) + 1, of: pages.length })}
        </>
      }
    >
      <div className="guided">
        <Progress params={params} page={page} application={draft} findings={findings} />
        <div className="stack">
          {page === 'check' ? (
            <Check of={of} application={draft} findings={findings} papers={papers} params={params} />
          ) : (
            <>
              <Found findings={here} place="here" />
              <form
                className="card"
                noValidate
                onSubmit={(event) => {
                  event.preventDefault();
                  void goOn();
                }}
              >
                <DeskProvider key={editing.turn} value={{ application: draft, change: setDraft, findings }}>
                  {page === 'papers' ? (
                    <PapersPage
                      params={params}
                      needed={papers}
                      documents={of.documents}
                      isBusy={editing.isBusy}
                      onSave={async (next) => {
                        setDraft(next);
                        await save(next);
                      }}
                    />
                  ) : (
                    <EditPage page={page} organisation={params.organisation} />
                  )}
                </DeskProvider>
                <Outcome of={editing} />
                <div className="row form-end">
                  <Button type="primary" htmlType="submit" loading={editing.isBusy}>
                    {t('edit.saveOn')}
                  </Button>
                  <Button onClick={() => void navigate({ to: '/workspace/$organisation/applications/$case', params })}>
                    {t('edit.saveBack')}
                  </Button>
                  <span className="small soft" role="status">
                    {isChanged ? t('edit.unsaved') : t('edit.saved')}
                  </span>
                </div>
              </form>
            </>
          )}
        </div>
      </div>
    </Page>
  );
}

interface ProgressProps {
  readonly params: CaseParams;
  readonly page: PageName;
  readonly application: Application;
  readonly findings: readonly Finding[];
}

const MARKS = { mend: 'warning', look: 'info', done: 'check' } as const;

/** All pages at the side: where one is, and how far each is. */
function Progress({ params, page, application, findings }: ProgressProps) {
  const { t } = useTranslation('apply');
  return (
    <nav className="progress no-print" aria-label={t('progress.label')}>
      <ol>
        {pagesOf(application).map((each) => {
          const how = progressOf(each, application, findings);
          return (
            <li key={each} className={how}>
              <Link
                to="/workspace/$organisation/applications/$case/edit/$page"
                params={{ ...params, page: each }}
                {...(each === page && { 'aria-current': 'step' as const })}
              >
                <span className="mark">{how !== 'open' && <Icon name={MARKS[how]} />}</span>
                <span>
                  {t(`pages.${each}`)}
                  <span className="visually-hidden"> ({t(`progress.${how}`)})</span>
                </span>
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

interface CheckProps extends Pick<FillingProps, 'of' | 'application' | 'params'> {
  readonly findings: readonly Finding[];
  readonly papers: Case['papers'];
}

/** Everything once more, and then it is submitted. */
function Check({ of, application, findings, papers, params }: CheckProps) {
  const { t } = useTranslation('apply');
  const act = useAct(params);
  const [error, setError] = useState<unknown>();
  const isBlocked = findings.some(({ severity }) => severity === 'error');
  const submit = async () => {
    // The list of what is open says more than a refusal would.
    if (isBlocked) return focusField('found');
    setError(undefined);
    try {
      await act.give({ command: 'submit' }, of.version);
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <>
      <Found findings={findings} place={params} />
      <section className="card">
        <p className="soft">{t('check.lead')}</p>
        <InWords
          application={application}
          documents={of.documents}
          papers={papers}
          beside={(page) => (
            <Link
              to="/workspace/$organisation/applications/$case/edit/$page"
              params={{ ...params, page }}
              aria-label={t('check.changeNamed', { page: t(`pages.${page}`) })}
            >
              {t('check.change')}
            </Link>
          )}
        />
        <p className="soft submit-help">{isBlocked ? t('check.blocked') : t('check.submitHelp')}</p>
        {error !== undefined && <Failure error={error} />}
        <div className="row form-end">
          <Button type="primary" size="large" loading={act.isPending} onClick={() => void submit()}>
            {t('check.submit')}
          </Button>
          <Link to="/workspace/$organisation/applications/$case" params={params}>
            {t('edit.saveBack')}
          </Link>
        </div>
      </section>
    </>
  );
}
