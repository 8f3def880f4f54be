import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page.tsx';
import type { Bill } from './bill.ts';
import { BillDesk } from './bill-desk.tsx';
import { OpenBill } from './open-bill.tsx';
import '../../components/native.css';
import './content.css';

/** What share of controlled Chinese-origin value does a product hold? First a bill of materials, then the answer and what-if. */
export function Content() {
  const { t } = useTranslation('content');
  // Another screen may hand a bill over.
  const handed = useLocation({ select: ({ state }) => state.bill });
  const [opened, setOpened] = useState<{ readonly bill: Bill; readonly number: number } | undefined>(
    handed && { bill: handed, number: 1 },
  );
  const open = (bill: Bill) => setOpened((before) => ({ bill, number: (before?.number ?? 0) + 1 }));
  return (
    <Page title={t('title')} lead={t('lead')} className="content-screen">
      {opened === undefined ? (
        <section className="card">
          <h2>{t('start.title')}</h2>
          <OpenBill onOpen={open} />
        </section>
      ) : (
        // Another bill begins with nothing to take back.
        <BillDesk key={opened.number} bill={opened.bill} onOpen={open} />
      )}
    </Page>
  );
}
