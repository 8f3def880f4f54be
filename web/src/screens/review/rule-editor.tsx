import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../i18n/index.ts';
import { NotFound } from '../../layout/not-found.tsx';
import { useMay } from '../administration/may.ts';
import { NEW_DRAFT, type RuleDraft, ruleOf } from './draft.ts';
import { RuleFields } from './rule-fields.tsx';
import { type Rule, rulesOf } from './standing.ts';
import { ActivateButton, type Tried, TriedOnCases } from './tried.tsx';

const route = getRouteApi('/review/rules/$rule');

/** A rule that is not there yet. */
export function NewRule() {
  const { t } = useTranslation('review');
  return <Editor title={t('rules.add')} draft={NEW_DRAFT} />;
}

/** The next version of a rule; it begins with what the last one says. */
export function ChangeRule() {
  const { t } = useTranslation('review');
  const text = useText();
  const { rule: id } = route.useParams();
  const versions = useRead('rule.list');
  return (
    <Loaded query={versions} lines={8}>
      {({ body }) => {
        const found = rulesOf(body).find((each) => each.id === id);
        if (found === undefined) return <NotFound />;
        const { rule } = found.waiting ?? found.active ?? found.last;
        return <Editor key={id} title={t('rules.changeOf', { rule: text(rule.name) })} draft={rule} of={found} />;
      }}
    </Loaded>
  );
}

interface EditorProps {
  readonly title: string;
  readonly draft: RuleDraft;
  /** The rule that is changed; absent: a new one. */
  readonly of?: Rule;
}

/** Writes a rule field by field, tries it on past cases, and lets it take effect. */
function Editor({ title, draft, of }: EditorProps) {
  const { t } = useTranslation('review');
  const mayChange = useMay()('rules.change');
  const navigate = useNavigate();
  const tryOut = useCommand('rule.try');
  const [tried, setTried] = useState<Tried>();
  // Tried again, a new rule is the same one still, in its next version.
  const [id, setId] = useState(of?.id);
  const result = useRef<HTMLElement>(null);
  // The title stays what it was when the screen appeared, although the rule gets another version meanwhile.
  const [heading] = useState(title);
  return (
    <Page
      title={heading}
      lead={
        <>
          {t('editor.lead')} <Link to="/review/rules">{t('editor.back')}</Link>
        </>
      }
    >
      <div className="stack">
        {!mayChange ? (
          <p className="notice">{t('mayRead')}</p>
        ) : (
          <section className="card">
            <CommandForm<{ rule: RuleDraft }>
              submit={t('editor.try')}
              initialValues={{ rule: draft }}
              onChange={() => setTried(undefined)}
              onSubmit={async ({ rule }) => {
                const { body } = await tryOut.give({ body: { rule: ruleOf(rule), ...(id !== undefined && { id }) } });
                setId(body.tried.id);
                setTried(body);
                requestAnimationFrame(() => result.current?.focus());
              }}
            >
              <RuleFields />
            </CommandForm>
          </section>
        )}
        {tried !== undefined && (
          <section className="card" ref={result} tabIndex={-1} aria-labelledby="tried-title">
            <h2 id="tried-title">{t('tried.title')}</h2>
            <TriedOnCases of={tried} replaces={of?.active} />
            <p className="small soft">{t('tried.notYet')}</p>
            <div className="row form-end">
              <ActivateButton
                of={tried.tried}
                replaces={of?.active}
                onDone={() => void navigate({ to: '/review/rules', hash: tried.tried.id })}
              />
            </div>
          </section>
        )}
      </div>
    </Page>
  );
}
