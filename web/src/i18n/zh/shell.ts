import type { InChinese } from '../namespaces.ts';
import type english from '../en/shell.ts';

const words: InChinese<typeof english> = {
  product: 'Ytterby',
  tagline: '稀土出口管制',
  skip: '跳到正文',
  nav: {
    label: '主导航',
    ask: '判定',
    law: '法规',
    content: '成分',
    parties: '交易方',
    workspace: '工作区',
    cases: '案件',
    advice: '会商',
    licences: '许可证件',
    administration: '管理',
    open: '菜单',
    close: '关闭',
  },
  language: { label: '语言', zh: '中文', en: 'English' },
  account: {
    signIn: '登录',
    signOut: '退出登录',
    menu: '{{name}}的账户',
    settings: '账户与登录方式',
    organisations: '所属单位',
    factor: '尚需第二重验证',
  },
  footer: {
    advice: '本软件不构成法律意见，以官方中文文本为准。',
    privacy: '数据不离开本服务器。',
    verify: '核验许可证件',
  },
  loading: '正在加载…',
  saved: '已保存。',
  cancel: '取消',
  close: '关闭',
  copy: '复制',
  copied: '已复制',
  optional: '（选填）',
  required: '请填写此项。',
  comma: '、',
  signedOut: { text: '登录后方可查看。' },
  notFound: {
    title: '未找到页面',
    text: '此地址没有内容，可能输入有误，或链接已失效。',
    home: '回到首页',
  },
  failed: {
    title: '操作未成功',
    network: '无法连接服务，请确认服务仍在运行。',
    unexpected: '页面出现错误；您在其他页面填写的内容不受影响。',
    again: '重试',
    reload: '重新加载页面',
    request: '请求编号（供排查）：{{id}}',
  },
  graph: {
    box: '图中的一个节点，按回车键选中。',
    controls: '图的大小',
    zoomIn: '放大',
    zoomOut: '缩小',
    fit: '显示全图',
  },
  table: {
    empty: '暂无内容。',
    more: '显示更多',
    search: '搜索',
  },
};

export default words;
