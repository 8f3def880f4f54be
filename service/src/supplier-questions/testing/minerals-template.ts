import ExcelJS from 'exceljs';

/** A workbook in the layout of AMRT 1.3: labels in column B, answers in D; header of the lists in row 4. */
export async function mineralsTemplate(
  change: (book: ExcelJS.Workbook) => void = () => undefined,
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const name of ['Revision', 'Instructions', 'Definitions']) book.addWorksheet(name).getCell('A1').value = name;
  const declaration = book.addWorksheet('Declaration');
  const say = (row: number, label: string, answer: string | number, comment = '') => {
    declaration.getCell(`B${row}`).value = label;
    declaration.getCell(`D${row}`).value = answer;
    if (comment !== '') declaration.getCell(`G${row}`).value = comment;
  };
  say(8, 'Company Name (*):', 'Acme Magnetics K.K.');
  say(9, 'Declaration Scope or Class (*):', 'B. Product (or List of Products)');
  say(22, 'Effective Date (*):', '20-Oct-2026');
  declaration.getCell('B24').value =
    'Answer the following questions 1 - 2 based on the declaration scope indicated above';
  declaration.getCell('B26').value =
    '1) Is any of the specified minerals intentionally added or used in the product(s) or in the production process? (*)';
  say(27, 'Aluminum', 'Yes');
  say(28, 'Rare Earth Elements', 'Yes', 'Nd, Dy');
  declaration.getCell('B30').value =
    '2) What percentage of relevant suppliers have provided a response to your supply chain survey?';
  say(31, 'Aluminum', 'Greater than 50%');
  say(32, 'Rare Earth Elements', 1);
  book.addWorksheet('Minerals Scope').getCell('A1').value = 'Minerals Scope';
  const smelters = book.addWorksheet('Smelter List');
  smelters.getCell('A1').value = 'TO BEGIN: select a metal';
  smelters.getRow(4).values = [
    'Smelter Identification Number Input Column',
    'Metal (*)',
    'Smelter Look-up (*)',
    'Smelter Name (1)',
    'Smelter Country (*)',
    'Smelter Identification',
    'Location (Country) of Mine(s) or if recycled or scrap sourced, enter “recycled” or “scrap”',
    'Indicate if 100% of the smelter’s feedstock originates from recycled or scrap sources',
    'Comments',
  ];
  smelters.getRow(5).values = [
    null,
    'Rare Earth Elements',
    'Smelter not listed',
    'Shin Separation',
    'JAPAN',
    '',
    '',
    'No',
  ];
  smelters.getRow(6).values = [null, 'Aluminum', 'Alcast', 'Alcast', 'CANADA'];
  smelters.getRow(7).values = [
    null,
    'Rare Earth Elements',
    'Smelter not listed',
    'Ganzhou Metals',
    'CHINA',
    '',
    '',
    'No',
  ];
  smelters.getRow(8).values = [null, 'Rare Earth Elements', 'Smelter not yet identified', '', ''];
  const mines = book.addWorksheet('Mine List');
  mines.getRow(4).values = ['Metal (*)', 'Name of Smelter Sourcing from the Mine (*)', 'Mine Name', 'Mine Country (*)'];
  mines.getRow(5).values = ['Rare Earth Elements', 'Shin Separation', 'Mount Weld', 'AUSTRALIA'];
  const products = book.addWorksheet('Product List');
  products.getRow(5).values = [
    null,
    "Manufacturer's Product Number (*)",
    "Manufacturer's Product Name",
    'Requester Product Number',
    'Comments',
  ];
  products.getRow(6).values = [null, 'AM-1', 'Magnet', 'magnet'];
  change(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}
