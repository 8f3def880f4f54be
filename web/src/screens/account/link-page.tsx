import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf, type Reply, useRead } from '../../api.ts';
import { Loaded } from '../../components/loaded.tsx';
import './account.css';

type Link = Reply<'link.look'>;

interface LinkPageProps {
  readonly kind: Link['kind'];
  readonly children: (link: Link, code: string) => ReactNode;
}

/** What a one-time link is for; or that it cannot be used, or not here. Its code stands behind # in the address. */
export function WithLink({ kind, children }: LinkPageProps) {
  const code = useLocation({ select: ({ hash }) => hash });
  if (code === '') return <NoLink />;
  return <Looked code={code} kind={kind} content={children} />;
}

interface LookedProps {
  readonly code: string;
  readonly kind: Link['kind'];
  readonly content: LinkPageProps['children'];
}

function Looked({ code, kind, content }: LookedProps) {
  const link = useRead('link.look', { body: { code } });
  const status = problemOf(link.error)?.status;
  if (link.data === undefined && (status === 404 || status === 422 || status === 400)) return <NoLink />;
  return <Loaded query={link}>{({ body }) => (body.kind === kind ? content(body, code) : <NoLink />)}</Loaded>;
}

function NoLink() {
  const { t } = useTranslation('account');
  return (
    <div className="notice warns">
      <p>
        <strong>{t('noLink.title')}</strong>
      </p>
      <p>{t('noLink.text')}</p>
    </div>
  );
}
