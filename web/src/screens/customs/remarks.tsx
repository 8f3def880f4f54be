import { getRouteApi, Link } from '@tanstack/react-router';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { useText } from '../../i18n/index.ts';

const route = getRouteApi('/customs/remarks');

/** What the remark field of a declaration says of goods under a control code. */
export function Remarks() {
  const { t } = useTranslation('customs');
  const { code } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title={t('remark.title')} lead={t('remark.lead')}>
      <div className="stack">
        <section className="card" aria-label={t('remark.title')}>
          <CommandForm<{ code: string }>
            key={code}
            submit={t('remark.submit')}
            initialValues={{ code }}
            onSubmit={(typed) => navigate({ search: { code: typed.code.trim() } })}
          >
            <Form.Item name="code" label={t('remark.code')} rules={[{ required: true, whitespace: true }]}>
              <Input className="code" placeholder="1C902.a.1" maxLength={100} autoComplete="off" />
            </Form.Item>
          </CommandForm>
        </section>
        {code !== undefined && <Found code={code} />}
      </div>
    </Page>
  );
}

function Found({ code: asked }: { readonly code: string }) {
  const { t } = useTranslation('customs');
  const text = useText();
  const found = useRead('customs.remark', { query: { code: asked } });
  return (
    <Loaded query={found} lines={4}>
      {({ body }) =>
        body.length === 0 ? (
          <p className="notice" role="status">
            {t('remark.none')}
          </p>
        ) : (
          body.map(({ list, code, item, controlled, near, cite, provision, note }) => (
            <section key={`${list} ${code}`} className="card" aria-label={code}>
              <h2>
                <span className="code">{code}</span> {text(item)}
              </h2>
              <ShownOnce label={t('remark.controlled')} value={controlled} />
              <ShownOnce label={t('remark.near')} value={near} />
              <p className="small soft">
                <Link to="/law/provision" search={{ id: provision }}>
                  {text(cite)}
                </Link>{' '}
                · {t('remark.list', { list })}
              </p>
              {note !== null && <p className="small soft">{text(note)}</p>}
            </section>
          ))
        )
      }
    </Loaded>
  );
}
