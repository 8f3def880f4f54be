import { useTranslation } from 'react-i18next';
import { useCommand, useSession } from '../../api.ts';
import { ConfirmButton } from '../../components/dialog.tsx';
import { useText } from '../../i18n/index.ts';
import { useMay } from './may.ts';

/** The invented organisations, and the one click that removes them. Nothing, once they are gone. */
export function DemoOrganisations() {
  const { t } = useTranslation('administration');
  const text = useText();
  const mayRemove = useMay()('organisation.remove');
  const demo = useSession().data?.body.organisations.filter((each) => each.demo) ?? [];
  const remove = useCommand('demo.remove');
  if (!mayRemove || demo.length === 0) return null;
  return (
    <section className="card demo-organisations">
      <div className="card-head">
        <h2>{t('demo.title')}</h2>
        <ConfirmButton
          danger
          label={t('demo.remove')}
          title={t('demo.remove')}
          sentence={t('demo.removeText', { count: demo.length })}
          act={t('demo.remove')}
          onAct={() => remove.give()}
        />
      </div>
      <p className="soft">{t('demo.lead')}</p>
      <ul>
        {demo.map(({ id, name }) => (
          <li key={id}>{text(name)}</li>
        ))}
      </ul>
    </section>
  );
}
