import type { Text } from '@ytterby/core';
import type { MeasureEvent } from '@ytterby/core/measures';

/**
 * What happened, in words.
 * @param revision of the text, after the event
 * @example eventText({ command: 'send-notice', partner: 'JP', … }, 2).en // 'JP was told of revision 2 by mail'
 */
export function eventText(event: MeasureEvent, revision: number): Text {
  switch (event.command) {
    case 'draft':
      return { zh: '起草第1稿', en: 'Revision 1 was drafted' };
    case 'revise':
      return { zh: `改为第${revision}稿`, en: `Revised: revision ${revision}` };
    case 'sign-off':
      return {
        zh: `签署第${revision}稿的影响评估`,
        en: `The assessment of revision ${revision} was signed off`,
      };
    case 'choose-partners': {
      const codes = event.partners.map(({ partner }) => partner);
      return codes.length === 0
        ? { zh: '未选定伙伴国', en: 'No partner is chosen' }
        : { zh: `选定伙伴国：${codes.join('、')}`, en: `Partners chosen: ${codes.join(', ')}` };
    }
    case 'send-notice': {
      const note = event.reference === undefined ? '' : ` (${event.reference})`;
      return event.how === 'mail'
        ? {
            zh: `以邮件向${event.partner}通报第${revision}稿`,
            en: `${event.partner} was told of revision ${revision} by mail`,
          }
        : {
            zh: `向${event.partner}面交第${revision}稿通报${note}`,
            en: `The notice of revision ${revision} was handed over to ${event.partner}${note}`,
          };
    }
    case 'all-told':
      return { zh: '已通报全部伙伴国', en: 'Every partner is told' };
    case 'record-receipt':
      return event.how === 'opened'
        ? { zh: `${event.partner}已打开通报`, en: `${event.partner} has opened the notice` }
        : {
            zh: `登记${event.partner}签收：${event.note ?? ''}`,
            en: `Receipt by ${event.partner} recorded: ${event.note ?? ''}`,
          };
    case 'record-reply':
      return { zh: `${event.partner}答复：${event.text}`, en: `${event.partner} replied: ${event.text}` };
    case 'announce':
      return { zh: `公布第${revision}稿`, en: `Revision ${revision} was announced` };
    case 'withdraw':
      return { zh: `撤销草案：${event.reason}`, en: `The draft was withdrawn: ${event.reason}` };
  }
}
