import { useTranslation } from 'react-i18next';
import { type Reply, useRead } from '../../api.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useText } from '../../i18n/index.ts';

type Rights = Reply<'rights.get'>;

const CONDITIONS = ['own', 'acts-for', 'everywhere', 'by-token', 'demo'] as const;

/** Who may do what: the table by which the service decides. */
export function Rights() {
  const { t } = useTranslation('administration');
  const rights = useRead('rights.get');
  return (
    <Page title={t('rights.title')} lead={t('rights.lead')}>
      <Loaded query={rights} lines={12}>
        {({ body }) => (
          <div className="stack">
            <dl className="facts">
              {CONDITIONS.map((when) => (
                <div key={when}>
                  <dt>{t(`rights.when.${when}`)}</dt>
                  <dd>{t(`rights.meaning.${when}`)}</dd>
                </div>
              ))}
            </dl>
            <Matrix rights={body} />
            <Roles rights={body} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Matrix({ rights: { roles, actions } }: { readonly rights: Rights }) {
  const { t } = useTranslation(['administration', 'shell']);
  const text = useText();
  return (
    <div className="rights-scroll" tabIndex={0} role="region" aria-label={t('rights.title')}>
      <table className="rights">
        <thead>
          <tr>
            <th scope="col">{t('rights.action')}</th>
            {roles.map(({ role, name }) => (
              <th key={role} scope="col">
                {text(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {actions.map(({ action, rights }) => (
            <tr key={action}>
              <th scope="row">
                {/* May part after the dot where the screen is narrow. */}
                <code>
                  {action.split('.')[0]}.<wbr />
                  {action.split('.')[1]}
                </code>
              </th>
              {roles.map(({ role }) => {
                const held = rights.filter((right) => right.role === role);
                return (
                  <td key={role} className={held.length > 0 ? 'given' : undefined}>
                    {held.map(({ when, scope }) => (
                      <div key={`${when} ${scope ?? ''}`}>
                        {t(`rights.when.${when}`)}
                        {scope !== undefined && <div className="small">{t(`scopes.${scope}`)}</div>}
                      </div>
                    ))}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Roles({ rights: { roles } }: { readonly rights: Rights }) {
  const { t } = useTranslation(['administration', 'shell']);
  const text = useText();
  return (
    <section className="card">
      <h2>{t('rights.rolesTitle')}</h2>
      <Records
        caption={t('rights.rolesTitle')}
        rows={roles}
        rowKey={({ role }) => role}
        columns={[
          {
            head: t('fields.name'),
            cell: ({ name, secondFactor }) => (
              <>
                {text(name)}
                {secondFactor && <div className="small soft">{t('rights.factorNeeded')}</div>}
              </>
            ),
          },
          {
            head: t('rights.in'),
            cell: (role) =>
              role.in.length === 0
                ? t('rights.everyKind')
                : role.in.map((kind) => t(`kinds.${kind}`)).join(t('shell:comma')),
          },
        ]}
      />
    </section>
  );
}
