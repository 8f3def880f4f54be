import type { Determination, ExportFacts } from '@ytterby/core';
import { Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useSession } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { DialogButton } from '../../components/dialog.tsx';
import { useText } from '../../i18n/index.ts';
import { ApplyButton } from '../apply/apply-button.tsx';

interface SaveToWorkspaceProps {
  readonly facts: ExportFacts;
  /** What it is called unless the person says otherwise. */
  readonly name: string;
  readonly determination: Determination;
}

interface Values {
  readonly organisation: string;
  readonly name: string;
  readonly asOfMode: 'fixed' | 'today';
}

/**
 * Keeps the facts in an organisation's workspace, where they are asked again when the law changes; or begins an application with
 * them. Only for who may.
 */
export default function SaveToWorkspace({ facts, name, determination }: SaveToWorkspaceProps) {
  const { t } = useTranslation('ask');
  const text = useText();
  const session = useSession().data?.body;
  const save = useCommand('saved-determination.save');
  const [savedAs, setSavedAs] = useState<string>();
  const organisations = session?.organisations.filter(({ actions }) => actions.includes('library.change')) ?? [];
  const [first] = organisations;
  if (first === undefined) return null;
  return (
    <>
      <DialogButton label={t('workspace.save')} title={t('workspace.save')}>
        {(close) => (
          <>
            <p>{t('workspace.text')}</p>
            <CommandForm<Values>
              submit={t('workspace.submit')}
              initialValues={{ organisation: first.id, name, asOfMode: 'fixed' }}
              onSubmit={async ({ organisation, ...body }) => {
                await save.give({ params: { organisation }, body: { ...body, facts } });
                setSavedAs(body.name);
                close();
              }}
            >
              {organisations.length > 1 && (
                <Form.Item name="organisation" label={t('workspace.organisation')} rules={[{ required: true }]}>
                  <Select options={organisations.map((each) => ({ value: each.id, label: text(each.name) }))} />
                </Form.Item>
              )}
              {organisations.length === 1 && (
                <Form.Item name="organisation" hidden>
                  <Input />
                </Form.Item>
              )}
              <Form.Item name="name" label={t('workspace.name')} rules={[{ required: true }]}>
                <Input maxLength={500} />
              </Form.Item>
              <Form.Item name="asOfMode" label={t('workspace.mode')} rules={[{ required: true }]}>
                <Radio.Group
                  className="stack tight"
                  options={(['fixed', 'today'] as const).map((value) => ({ value, label: t(`workspace.${value}`) }))}
                />
              </Form.Item>
            </CommandForm>
          </>
        )}
      </DialogButton>
      <ApplyButton facts={facts} determination={determination} />
      <span className="soft" role="status">
        {savedAs === undefined ? '' : t('workspace.saved', { name: savedAs })}
      </span>
    </>
  );
}
