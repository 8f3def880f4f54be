import { getRouteApi, Link, Outlet, useLocation } from '@tanstack/react-router';
import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useText } from '../../i18n/index.ts';
import { type Place, placesOf } from './places.ts';
import '../../components/sections.css';
import '../ask/ask.css';
import './workspace.css';

const route = getRouteApi('/workspace/$organisation');
const SECTIONS = [
  'determinations',
  'applications',
  'licences',
  'shipments',
  'notices',
  'duties',
  'watch',
  'products',
  'parties',
  'bills',
  'decisions',
] as const;

/** What an organisation keeps: whose it is, and the kinds of records; each screen stands below. */
export function Workspace() {
  const { t } = useTranslation('workspace');
  const { organisation } = route.useParams();
  return (
    <Loaded query={useSession()} lines={2}>
      {({ body }) => {
        const places = placesOf(body);
        const place = places.find(({ id }) => id === organisation);
        return (
          <>
            <Whose places={places} place={place} />
            <nav className="sections no-print" aria-label={t('sections.label')}>
              {SECTIONS.map((section) => (
                <Link key={section} to={`/workspace/$organisation/${section}`} params={{ organisation }}>
                  {t(`sections.${section}`)}
                </Link>
              ))}
            </nav>
            {/* Made anew for another organisation: what was typed belongs to the one before. */}
            <Outlet key={organisation} />
          </>
        );
      }}
    </Loaded>
  );
}

function Whose({ places, place }: { readonly places: readonly Place[]; readonly place: Place | undefined }) {
  const { t } = useTranslation('workspace');
  const text = useText();
  const navigate = route.useNavigate();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const isSignedIn = useSession().data?.body.account !== null;
  const id = useId();
  const section = SECTIONS.find((each) => path.includes(`/${each}`)) ?? 'determinations';
  return (
    <div className="whose no-print">
      {places.length > 1 || (place === undefined && places.length > 0) ? (
        <div className="chooser">
          <label htmlFor={id}>{t('organisation')}</label>
          <Select
            id={id}
            showSearch={{ optionFilterProp: 'label' }}
            value={place?.id ?? null}
            options={places.map((each) => ({ value: each.id, label: text(each.name) }))}
            onChange={(organisation) =>
              void navigate({ to: `/workspace/$organisation/${section}`, params: { organisation: organisation ?? '' } })
            }
          />
        </div>
      ) : (
        place && <strong>{text(place.name)}</strong>
      )}
      {place?.demo && (
        <p className="demo-mark">
          <Icon name="info" /> <strong>{t('demo.title')}</strong> {isSignedIn ? t('demo.text') : t('demo.visitor')}
        </p>
      )}
    </div>
  );
}
