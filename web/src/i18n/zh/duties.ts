import type { InChinese } from '../namespaces.ts';
import type english from '../en/duties.ts';

const words: InChinese<typeof english> = {
  title: '期限',
  ownLead: '本单位应办的事项及其最后一日，以及正在等待的决定。已逾期的在前。',
  authorityLead: '本机关应办的事项，以及各方应向本机关办理的事项。已逾期的在前。',
  subscribe: '在自己的日历中查看',
  left_other: '还剩{{count}}个工作日',
  late_other: '逾期{{count}}个工作日',
  nothing: '没有到期事项。',
  provisional: '暂计：放假安排尚未公布',
  byAuthority: '由机关规定',
  from: '自{{day}}起算',
  authority: '许可机关',
  fields: { last: '最后一日', status: '状态', what: '事项', subject: '所涉', owedBy: '责任方' },
  filters: {
    title: '筛选',
    view: '显示方式',
    list: '列表',
    month: '月历',
    kind: '种类',
    allKinds: '全部种类',
    status: '状态',
    open: '全部未完成',
  },
  month: {
    before: '上个月',
    after: '下个月',
    now: '本月',
    caption: '{{month}}到期事项',
    nothing: '本月没有到期事项。',
    more: '本月到期事项较多，未全部显示，请选择种类或状态。',
  },
  messages: {
    title: '消息',
    lead: '与您有关的提醒和消息。',
    settings: '同时以邮件接收？',
    show: '显示',
    all: '全部',
    unread: '未读',
    isUnread: '未读：',
    none: '没有消息。',
    read: '已读',
    readOne: '标为已读：{{title}}',
    readAll: '全部标为已读',
    kinds: {
      reminder: '期限提醒',
      watch: '监测',
      humanitarian: '人道主义出口',
      supplier: '供应商问题',
      measure: '管制措施',
      notice: '合规告知',
    },
  },
};

export default words;
