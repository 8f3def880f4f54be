export default {
  title: 'What changed and what it touches',
  ownLead:
    'New law and new versions of party lists are compared with your records as soon as they are known. Nothing is changed for you: look at each and take note of it.',
  authorityLead:
    'Open cases, live licences and humanitarian shipments that a change of law or lists touches. Nothing decided is changed by it.',
  none: 'No change touches anything here.',
  seen: 'Seen {{at}}',
  searching: 'The search goes on.',
  fields: { change: 'Change', touched: 'What it touches', what: 'What', difference: 'Before → after', note: 'Noted' },
  count: '{{count}} × {{kind}}, {{open}} not noted',
  back: 'All changes',
  show: 'Show',
  all: 'All',
  open: 'Not noted yet',
  acknowledge: 'Take note',
  note: 'Note: what was looked at, what follows',
  noted: '{{name}}, {{at}}',
  unnamed: 'without a number',
  touchedBy_one: 'Touched by {{count}} change that nobody has noted. Nothing here was altered',
  touchedBy_other: 'Touched by {{count}} changes that nobody has noted. Nothing here was altered',
};
