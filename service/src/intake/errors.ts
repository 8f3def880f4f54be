/** A text in the two languages of the product. `{name}` stands for a value that the problem fills in. */
export interface Bilingual {
  zh: string;
  en: string;
}

interface Entry {
  message: Bilingual;
  remedy: Bilingual;
}

const entry = (en: string, zh: string, remedyEn: string, remedyZh: string): Entry => ({
  message: { zh, en },
  remedy: { zh: remedyZh, en: remedyEn },
});

/** Every code that reading a file can raise, with its meaning and what to do about it. A code never changes meaning. */
export const INTAKE_ERRORS = {
  // The file as a whole
  'intake/cannot-open': entry(
    'the file cannot be opened ({reason})',
    '无法打开文件（{reason}）',
    'check the path and the right to read it',
    '请检查路径和读取权限',
  ),
  'intake/empty-file': entry(
    'the file holds nothing',
    '文件为空',
    'choose a file that holds at least one export',
    '请选择至少包含一项出口的文件',
  ),
  'intake/file-too-large': entry(
    'the file has {size} bytes; {limit} are allowed',
    '文件大小为 {size} 字节，上限为 {limit} 字节',
    'split it, or use NDJSON, which is read line by line',
    '请拆分文件，或改用逐行读取的 NDJSON',
  ),
  'intake/unknown-format': entry(
    'this is not a kind of file that can be read here ({kind})',
    '不支持此类文件（{kind}）',
    'use .yaml, .json, .ndjson, .csv or .xlsx',
    '请使用 .yaml、.json、.ndjson、.csv 或 .xlsx',
  ),
  'intake/not-text': entry(
    'this is not a text file: it is {kind}',
    '这不是文本文件，而是{kind}',
    'export it as UTF-8 text (CSV, YAML or JSON) or as .xlsx',
    '请另存为 UTF-8 文本（CSV、YAML 或 JSON）或 .xlsx',
  ),
  'intake/nul-byte': entry(
    'a NUL byte stands at byte {offset}',
    '第 {offset} 字节处有 NUL 字节',
    'save the file again as UTF-8 text',
    '请将文件重新保存为 UTF-8 文本',
  ),
  'intake/mixed-encoding': entry(
    'the text is neither UTF-8 nor GB18030 throughout; byte {offset} is the first that does not fit',
    '文本既非完整的 UTF-8，也非完整的 GB18030；第 {offset} 字节起不符',
    'save the whole file in one encoding, best UTF-8',
    '请将整个文件保存为同一种编码，最好是 UTF-8',
  ),
  'intake/nothing-read': entry(
    'no export was found in the file',
    '文件中没有出口记录',
    'give at least one export',
    '请至少填写一项出口',
  ),
  'intake/wrong-document': entry(
    'this file holds {found}, not {wanted}',
    '该文件内容为{found}，而不是{wanted}',
    'check that the right file was chosen',
    '请检查是否选对了文件',
  ),
  // YAML and JSON
  'intake/bad-yaml': entry(
    'this is not valid YAML: {detail}',
    'YAML 格式有误：{detail}',
    'correct the text at this place; check indentation, quotes and brackets',
    '请修正此处；检查缩进、引号和括号',
  ),
  'intake/bad-json': entry(
    'this is not valid JSON: {detail}',
    'JSON 格式有误：{detail}',
    'correct the text at this place; check quotes, commas and brackets',
    '请修正此处；检查引号、逗号和括号',
  ),
  'intake/duplicate-key': entry(
    '"{key}" is given twice in the same place (first on line {first})',
    '同一处重复填写了“{key}”（首次出现在第 {first} 行）',
    'keep one of the two',
    '请只保留一个',
  ),
  'intake/too-deep': entry(
    'the content is nested more than {limit} levels deep',
    '嵌套层数超过 {limit} 层',
    'flatten it; facts about an export need few levels',
    '请减少嵌套层数',
  ),
  'intake/alias-bomb': entry(
    'the aliases expand to more than {limit} values',
    '别名展开后超过 {limit} 个值',
    'write the values out instead of using * aliases',
    '请直接写出内容，不要使用 * 别名',
  ),
  'intake/yaml-tag': entry(
    'the tag {tag} is not used here',
    '此处不使用标签 {tag}',
    'remove the tag; all values are plain text',
    '请删除该标签，所有值均为普通文本',
  ),
  // Fields
  'intake/unknown-field': entry(
    '"{key}" is not a known field{suggestion}',
    '未知字段“{key}”{suggestionZh}',
    'use a known field: {known}',
    '请使用已知字段：{known}',
  ),
  'intake/missing-field': entry('"{key}" is missing', '缺少“{key}”', 'add {key}{hint}', '请补充 {key}{hintZh}'),
  'intake/wrong-type': entry(
    'this should be {wanted}, but it is {found}',
    '此处应为{wantedZh}，实际为{foundZh}',
    'write {wanted}',
    '请填写{wantedZh}',
  ),
  'intake/not-a-choice': entry(
    '"{value}" is not one of the choices{suggestion}',
    '“{value}”不在可选值之中{suggestionZh}',
    'choose one of: {known}',
    '请从中选择：{known}',
  ),
  'intake/unknown-country': entry(
    '"{value}" is not a country or region that is known here{suggestion}',
    '无法识别国家或地区“{value}”{suggestionZh}',
    'use the two letters of ISO 3166-1, such as CN, DE, US; or unknown',
    '请使用 ISO 3166-1 两位字母代码，如 CN、DE、US；或 unknown',
  ),
  'intake/unknown-currency': entry(
    '"{value}" is not a currency of ISO 4217{suggestion}',
    '“{value}”不是 ISO 4217 货币代码{suggestionZh}',
    'use three letters such as CNY, EUR, USD',
    '请使用三位字母代码，如 CNY、EUR、USD',
  ),
  'intake/currency-conflict': entry(
    'two currencies are given: {first} and {second}',
    '给出了两种货币：{first} 和 {second}',
    'keep one',
    '请只保留一种',
  ),
  'intake/unknown-element': entry(
    '"{value}" is not a chemical element{suggestion}',
    '“{value}”不是化学元素{suggestionZh}',
    'use symbols such as Nd, Dy, Tb',
    '请使用元素符号，如 Nd、Dy、Tb',
  ),
  'intake/bad-date': entry(
    '"{value}" is not a date that can be read',
    '无法识别日期“{value}”',
    'write it as 2026-11-10',
    '请写作 2026-11-10',
  ),
  'intake/no-offset': entry(
    '"{value}" is a time of day without an offset from UTC, so its day in Beijing is not known',
    '“{value}”带有时刻而没有与协调世界时的时差，无法确定其北京日期',
    'write the day in Beijing as 2026-11-10, or add the offset, as in 2026-11-10T20:00:00-05:00',
    '请写明北京日期，如 2026-11-10，或者加上时差，如 2026-11-10T20:00:00-05:00',
  ),
  'intake/beijing-day': entry(
    '"{value}" is {day} in Beijing; that day is taken',
    '“{value}”为北京时间 {day}，按该日处理',
    'write the day in Beijing if another is meant',
    '如指另一日，请直接写明北京日期',
  ),
  'intake/no-such-day': entry(
    '{value} does not exist in the calendar',
    '日历中没有 {value} 这一天',
    'correct the date',
    '请更正日期',
  ),
  'intake/date-ambiguous': entry(
    '"{value}" can be {first} or {second}',
    '“{value}”可能是 {first} 或 {second}',
    'write the date as year-month-day',
    '请按“年-月-日”书写日期',
  ),
  'intake/too-long': entry(
    'the text has {length} characters; {limit} are allowed',
    '文本有 {length} 个字符，上限为 {limit}',
    'shorten it',
    '请缩短',
  ),
  'intake/too-many': entry(
    '{length} are given; {limit} are allowed',
    '共有 {length} 项，上限为 {limit} 项',
    'give fewer',
    '请减少数量',
  ),
  'intake/too-few': entry('at least {limit} is needed', '至少需要 {limit} 项', 'add one', '请补充'),
  'intake/bad-text': entry(
    '"{value}" does not have the right form',
    '“{value}”格式不符',
    'write it like this: {wanted}',
    '请按此格式填写：{wanted}',
  ),
  'intake/lone-surrogate': entry(
    'the text holds half a character (a lone surrogate)',
    '文本中含有半个字符（孤立代理项）',
    'type the text again',
    '请重新输入该文本',
  ),
  'intake/control-character': entry(
    'the text holds the control character {name}',
    '文本中含有控制字符 {name}',
    'remove it',
    '请删除该字符',
  ),
  'intake/hidden-characters': entry(
    'hidden characters were removed: {names}',
    '已去除隐藏字符：{names}',
    'nothing need be done; check that the text came from where you think',
    '无需处理；请确认文本来源可靠',
  ),
  'intake/odd-control-code': entry(
    '"{value}" does not look like a control code; it is taken as declared',
    '“{value}”不像管制编码，按申报内容采用',
    'control codes look like 1C902.a.4; write none if declared as not listed',
    '管制编码形如 1C902.a.4；如申报为未列管，请填 none',
  ),
  'intake/not-accepted': entry(
    'the facts are not in the expected form: {detail}',
    '事实格式不符：{detail}',
    'correct this field',
    '请更正该字段',
  ),
  // Numbers
  'intake/not-a-number': entry(
    '"{value}" is not a number',
    '“{value}”不是数字',
    'write digits, such as 1234.56, or a range, such as 0.05–0.2',
    '请填写数字，如 1234.56，或范围，如 0.05–0.2',
  ),
  'intake/number-ambiguous': entry(
    '"{value}" can be read as {first} or as {second}',
    '“{value}”可读作 {first} 或 {second}',
    'write {first} or {second}, without separators between thousands',
    '请写作 {first} 或 {second}，不用千位分隔符',
  ),
  'intake/number-unclear': entry(
    '"{value}" says "about"; that is not an exact number',
    '“{value}”为约数，不是确切数字',
    'give the number, or the range in which it surely lies, such as 0.05–0.2',
    '请填写确切数字，或必定落入的范围，如 0.05–0.2',
  ),
  'intake/negative-number': entry('{value} is negative', '{value} 为负数', 'give zero or more', '请填写零或正数'),
  'intake/number-too-long': entry(
    'the number has more than {limit} digits',
    '数字超过 {limit} 位',
    'check the number',
    '请检查该数字',
  ),
  'intake/range-reversed': entry(
    'the range runs from {first} down to {second}',
    '范围的下限 {first} 大于上限 {second}',
    'give the smaller number first',
    '请先写较小的数',
  ),
  'intake/share-out-of-range': entry(
    '{value} is more than the whole',
    '{value} 超过全部',
    'give a share between 0 and 1, or a percentage between 0 % and 100 %',
    '请填写 0 至 1 之间的比例，或 0 % 至 100 % 之间的百分数',
  ),
  'intake/percent-not-wanted': entry(
    '"{value}" is a percentage; an amount is wanted',
    '“{value}”是百分数，此处应填数量',
    'give the amount itself',
    '请填写数量本身',
  ),
  'intake/amount-with-unit': entry(
    '"{value}" holds more than a number: {unit}',
    '“{value}”除数字外还有：{unit}',
    'put the unit or the currency into its own column or field',
    '请将单位或货币填入单独的列或字段',
  ),
  // NDJSON and tables
  'intake/line-too-long': entry(
    'the line has more than {limit} bytes',
    '该行超过 {limit} 字节',
    'one export a line; split the file at line ends',
    '每行一项出口；请在行尾处断开',
  ),
  'intake/cell-too-large': entry(
    'a cell or row holds more than {limit} bytes',
    '单元格或行超过 {limit} 字节',
    'look for a missing closing quote, or shorten the cell',
    '请检查是否缺少右引号，或缩短单元格内容',
  ),
  'intake/unclosed-quote': entry(
    'a quote opens in the row that starts here and never closes',
    '从此行开始的引号没有闭合',
    'close the quote, or double quotes that belong to the text ("")',
    '请闭合引号；文本中的引号请写两次（""）',
  ),
  'intake/bad-csv': entry(
    'the table cannot be read: {detail}',
    '无法读取表格：{detail}',
    'correct the text at this place',
    '请修正此处',
  ),
  'intake/no-header': entry(
    'no row with known column names was found (looked at {looked} rows)',
    '未找到含有已知列名的表头行（查看了前 {looked} 行）',
    'name the columns in one row, for example: {example}',
    '请在一行中写明列名，例如：{example}',
  ),
  'intake/missing-column': entry(
    'the column "{name}" is missing',
    '缺少“{nameZh}”列',
    'add a column named "{name}" or "{nameZh}"{hint}',
    '请增加名为“{nameZh}”或“{name}”的列{hintZh}',
  ),
  'intake/duplicate-column': entry(
    'columns "{first}" and "{second}" both mean {field}',
    '“{first}”列和“{second}”列含义相同（{field}）',
    'keep one of them, or rename the other',
    '请只保留一列，或更改另一列的名称',
  ),
  'intake/no-such-column': entry(
    'there is no column "{name}"',
    '没有“{name}”列',
    'name a column by its number (from 0) or by its title: {known}',
    '请用列序号（从 0 起）或列名指定：{known}',
  ),
  'intake/no-such-field': entry(
    '"{value}" is not a field that a column can hold{suggestion}',
    '没有可供列对应的字段“{value}”{suggestionZh}',
    'choose one of: {known}',
    '请从中选择：{known}',
  ),
  'intake/no-such-row': entry(
    'row {row} is empty or beyond the end of the table, so it cannot be the header',
    '第 {row} 行为空或超出表格，不能作为表头',
    'name the row that holds the column names',
    '请指定列名所在的行',
  ),
  'intake/merged-amount': entry(
    'one amount stands in a cell merged over rows {first} to {last}; how much belongs to each row is not said',
    '第 {first} 至 {last} 行的合并单元格中只有一个数值，未说明各行各占多少',
    'split the cell and give each row its own amount',
    '请拆分单元格，逐行填写',
  ),
  'intake/too-many-columns': entry(
    'the table has {count} columns; {limit} are allowed',
    '表格有 {count} 列，上限为 {limit} 列',
    'check the separator, or remove columns that are not needed',
    '请检查分隔符，或删除不需要的列',
  ),
  'intake/column-ignored': entry(
    'the column "{name}" is not known and was ignored{suggestion}',
    '未识别“{name}”列，已忽略{suggestionZh}',
    'rename it if it should be read',
    '如需读取，请更改列名',
  ),
  'intake/no-rows': entry(
    'the table has a header but no rows',
    '表格只有表头，没有数据行',
    'add at least one row',
    '请至少增加一行',
  ),
  'intake/extra-cells': entry(
    'the row has {count} cells, the header has {expected}',
    '该行有 {count} 个单元格，表头有 {expected} 个',
    'put quotes around a cell that holds the separator',
    '含有分隔符的单元格请加引号',
  ),
  'intake/formula-error': entry(
    'the cell holds the error {value}',
    '单元格为错误值 {value}',
    'correct the formula and save the workbook again',
    '请更正公式并重新保存工作簿',
  ),
  'intake/formula-without-value': entry(
    'the cell holds a formula without a calculated value',
    '单元格含有公式，但没有计算结果',
    'open the workbook in a spreadsheet program, save it, and try again',
    '请用电子表格程序打开并保存工作簿后重试',
  ),
  // XLSX
  'intake/not-xlsx': entry(
    'this is not an .xlsx workbook ({reason})',
    '这不是 .xlsx 工作簿（{reason}）',
    'save it as "Excel workbook (.xlsx)" without a password, or as CSV',
    '请另存为不带密码的“Excel 工作簿 (.xlsx)”或 CSV',
  ),
  'intake/zip-bomb': entry(
    'the workbook would grow to {size} bytes when unpacked; {limit} are allowed',
    '工作簿解压后将达 {size} 字节，上限为 {limit} 字节',
    'save only the sheet that is needed in a new workbook, or as CSV',
    '请只将所需工作表另存为新工作簿或 CSV',
  ),
  'intake/sheet-too-large': entry(
    'the sheet reaches to row {rows}, column {columns}; that is more than can be read',
    '工作表延伸至第 {rows} 行、第 {columns} 列，超出可读范围',
    'delete unused rows and columns, or save the sheet as CSV',
    '请删除无用的行和列，或另存为 CSV',
  ),
  'intake/no-such-sheet': entry(
    'there is no sheet "{name}"',
    '没有名为“{name}”的工作表',
    'choose one of: {known}',
    '请从中选择：{known}',
  ),
  // Bills of materials
  'intake/part-conflict': entry(
    'part {part} is described differently in row {first}: {field}',
    '零件 {part} 与第 {first} 行的说明不一致：{field}',
    'describe a part once, or the same way each time',
    '同一零件请只说明一次，或每次说明一致',
  ),
  'intake/bad-level': entry(
    'the level {value} does not follow from the row above ({previous})',
    '层级 {value} 与上一行（{previous}）不衔接',
    'a level may rise by one at most: 1, 2, 3 or 1, 1.1, 1.1.1',
    '层级每次最多加一：1、2、3 或 1、1.1、1.1.1',
  ),
  'intake/no-quantity-to-divide': entry(
    'the value of the whole line is given, but not a quantity above zero to divide it by',
    '给出了整行价值，但没有可用于除算的非零数量',
    'add the quantity, or give the value of one unit',
    '请补充数量，或填写单价',
  ),
  // Answers of suppliers
  'intake/unknown-question': entry(
    '"{value}" is none of the questions that were asked{suggestion}',
    '“{value}”不是所提的问题{suggestionZh}',
    'keep the number of the question, or the part number and the words of the question; asked were: {known}',
    '请保留问题编号，或零件号和问题原文；所提的有：{known}',
  ),
  'intake/answered-twice': entry(
    'the question has another answer in row {first}',
    '该问题在第 {first} 行已有不同的回答',
    'keep one of the two rows',
    '请只保留其中一行',
  ),
  'intake/other-questions': entry(
    'this workbook belongs to other questions than these',
    '此工作簿属于另一组问题',
    'fill in the workbook that was sent with these questions, or download it once more',
    '请填写随本组问题发送的工作簿，或重新下载',
  ),
  'intake/unit-differs': entry(
    'the unit {value} does not convert into {wanted}',
    '单位 {value} 不能换算为 {wanted}',
    'give the quantity in {wanted}',
    '请按 {wanted} 填写数量',
  ),
} as const satisfies Record<string, Entry>;

/** A stable code of `INTAKE_ERRORS`. */
export type ProblemCode = keyof typeof INTAKE_ERRORS;
