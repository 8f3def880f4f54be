import type { ExportFacts } from '@ytterby/core';

/**
 * Exports to start from: those of the folder `examples/`, as they are read from there. Each file says where its figures come from and
 * what is invented; a test compares.
 */
export const EXAMPLES: Readonly<Record<ExampleName, ExportFacts>> = {
  'dysprosium-oxide': {
    asOf: '2025-04-04',
    from: 'CN',
    to: 'US',
    exporter: {
      name: '华示例稀土有限公司',
      country: 'CN',
    },
    parties: [
      {
        role: 'end-user',
        name: 'Example Ceramics Inc.',
        country: 'US',
        military: 'no',
      },
    ],
    endUse: {
      kind: 'civil',
    },
    lines: [
      {
        id: '2',
        item: {
          description: '氧化镝',
          form: 'oxide',
          elements: ['Dy', 'O'],
          hs: '2846.90',
        },
        madeIn: 'CN',
        origin: 'CN',
        technologyOrigin: 'CN',
        quantity: '200',
        unit: 'kg',
        value: {
          amount: '52000.00',
          currency: 'USD',
        },
      },
    ],
  },
  'third-country-magnet': {
    asOf: '2026-11-24',
    act: 'export',
    from: 'JP',
    to: 'DE',
    exporter: {
      name: 'Kita Trading K.K. (invented)',
      country: 'JP',
    },
    parties: [
      {
        role: 'end-user',
        name: 'Example Servo GmbH (invented)',
        country: 'DE',
        military: 'no',
        owners: 'none',
      },
    ],
    endUse: {
      kind: 'civil',
      description: 'servo motors for packaging machines',
    },
    lines: [
      {
        id: 'SmCo magnets 钐钴磁体',
        item: {
          description: 'sintered samarium-cobalt magnets 烧结钐钴磁体',
          form: 'magnet',
          elements: ['Sm', 'Co'],
        },
        madeIn: 'CN',
        origin: 'CN',
        technologyOrigin: 'CN',
      },
    ],
  },
  'ev-motor': {
    asOf: '2026-11-24',
    act: 'export',
    from: 'HU',
    to: 'GB',
    exporter: {
      name: 'Példa Hajtás Kft. (invented)',
      country: 'HU',
    },
    parties: [
      {
        role: 'end-user',
        name: 'Example Motor Company Ltd (invented)',
        country: 'GB',
        military: 'no',
        owners: 'none',
      },
    ],
    endUse: {
      kind: 'civil',
      description: 'passenger cars',
    },
    lines: [
      {
        id: 'motor 电机',
        item: {
          description: 'traction motor for electric cars 电动汽车驱动电机',
          form: 'assembly',
        },
        madeIn: 'HU',
        origin: 'HU',
        technologyOrigin: 'JP',
        quantity: '1',
      },
    ],
    bom: {
      parts: [
        {
          id: 'motor 电机',
          item: {
            form: 'assembly',
          },
          value: {
            amount: {
              min: '500',
              max: '1200',
            },
            currency: 'USD',
          },
          origin: 'HU',
          rareEarths: 'listed-below',
          inputs: [
            {
              part: 'rotor 转子',
              quantity: '1',
            },
            {
              part: 'stator and housing 定子和机壳',
              quantity: '1',
            },
          ],
        },
        {
          id: 'rotor 转子',
          item: {
            form: 'assembly',
          },
          value: {
            amount: {
              min: '220',
              max: '400',
            },
            currency: 'USD',
          },
          origin: 'HU',
          rareEarths: 'listed-below',
          inputs: [
            {
              part: 'magnets 磁体',
              quantity: {
                min: '1',
                max: '4',
              },
              unit: 'kg',
            },
            {
              part: 'laminations and shaft 铁芯和轴',
              quantity: '1',
            },
          ],
        },
        {
          id: 'magnets 磁体',
          item: {
            form: 'magnet',
            elements: ['Nd', 'Fe', 'B', 'Dy'],
          },
          value: {
            amount: '50',
            currency: 'USD',
          },
          unit: 'kg',
          origin: 'JP',
          rareEarths: 'listed-below',
          inputs: [
            {
              part: 'dysprosium metal 金属镝',
              quantity: {
                min: '0.9',
                max: '90',
              },
              unit: 'g',
            },
          ],
        },
        {
          id: 'dysprosium metal 金属镝',
          item: {
            form: 'metal',
            elements: ['Dy'],
          },
          value: {
            amount: {
              min: '298',
              max: '471',
            },
            currency: 'USD',
          },
          unit: 'kg',
          origin: 'unknown',
        },
        {
          id: 'stator and housing 定子和机壳',
          origin: 'HU',
          rareEarths: 'none',
        },
        {
          id: 'laminations and shaft 铁芯和轴',
          origin: 'HU',
          rareEarths: 'none',
        },
      ],
    },
  },
  rotor: {
    asOf: '2025-12-15',
    knownAt: '2025-10-20',
    act: 'export',
    from: 'JP',
    to: 'US',
    exporter: {
      name: 'Kita Rotor K.K. (invented)',
      country: 'JP',
    },
    parties: [
      {
        role: 'end-user',
        name: 'Example Pumps Inc. (invented)',
        country: 'US',
        military: 'no',
        owners: 'none',
      },
    ],
    endUse: {
      kind: 'civil',
      description: 'pumps for water works',
    },
    lines: [
      {
        id: 'rotor 转子',
        item: {
          description: 'rotor with embedded magnets 嵌有磁体的转子',
          form: 'assembly',
        },
        madeIn: 'JP',
        origin: 'JP',
        technologyOrigin: 'JP',
        quantity: '1',
      },
    ],
    bom: {
      parts: [
        {
          id: 'rotor 转子',
          item: {
            form: 'assembly',
          },
          value: {
            amount: '200',
            currency: 'EUR',
          },
          origin: 'JP',
          rareEarths: 'listed-below',
          inputs: [
            {
              part: 'magnets 磁体',
              quantity: '1',
            },
          ],
        },
        {
          id: 'magnets 磁体',
          item: {
            form: 'magnet',
            elements: ['Nd', 'Fe', 'B', 'Dy'],
          },
          value: {
            amount: '8',
            currency: 'EUR',
          },
          origin: 'JP',
          rareEarths: 'listed-below',
          inputs: [
            {
              part: 'dysprosium metal 金属镝',
              quantity: '1',
            },
          ],
        },
        {
          id: 'dysprosium metal 金属镝',
          item: {
            form: 'metal',
            elements: ['Dy'],
          },
          value: {
            amount: '0.15',
            currency: 'EUR',
          },
          origin: 'CN',
        },
      ],
    },
  },
  turbine: {
    asOf: '2026-11-24',
    act: 'export',
    from: 'DE',
    to: 'GB',
    exporter: {
      name: 'Musterwind GmbH (invented)',
      country: 'DE',
    },
    parties: [
      {
        role: 'end-user',
        name: 'Example Offshore Wind Farm Ltd (invented)',
        country: 'GB',
        military: 'no',
        owners: 'none',
      },
    ],
    endUse: {
      kind: 'civil',
      description: 'offshore wind farm',
    },
    lines: [
      {
        id: 'nacelle 机舱',
        item: {
          description: 'nacelle of a 15 MW direct-drive wind turbine 直驱风电机组机舱',
          form: 'assembly',
        },
        madeIn: 'DE',
        origin: 'DE',
        technologyOrigin: 'unknown',
        quantity: '1',
      },
    ],
    bom: {
      parts: [
        {
          id: 'nacelle 机舱',
          item: {
            description: 'nacelle with generator, 673105 kg',
            form: 'assembly',
          },
          value: {
            amount: {
              min: '2460000',
            },
            currency: 'USD',
          },
          unit: 'piece',
          origin: 'DE',
          rareEarths: 'listed-below',
          inputs: [
            {
              part: 'generator 发电机',
              quantity: '1',
              unit: 'piece',
            },
            {
              part: 'main bearings 主轴承',
              quantity: '61571',
              unit: 'kg',
            },
            {
              part: 'shaft 主轴',
              quantity: '15734',
              unit: 'kg',
            },
            {
              part: 'brake 制动器',
              quantity: '24335',
              unit: 'kg',
            },
            {
              part: 'nose 主轴座',
              quantity: '10876',
              unit: 'kg',
            },
            {
              part: 'bedplate 底座',
              quantity: '42274',
              unit: 'kg',
            },
            {
              part: 'platform 平台',
              quantity: '48672',
              unit: 'kg',
            },
            {
              part: 'cover 机舱罩',
              quantity: '20554',
              unit: 'kg',
            },
            {
              part: 'cooling 冷却系统',
              quantity: '9381',
              unit: 'kg',
            },
            {
              part: 'transformer 变压器',
              quantity: '30635',
              unit: 'kg',
            },
            {
              part: 'converter 变流器',
              quantity: '11984',
              unit: 'kg',
            },
            {
              part: 'yaw system 偏航系统',
              quantity: '1',
              unit: 'set',
            },
          ],
        },
        {
          id: 'generator 发电机',
          item: {
            description: 'direct-drive generator, 368839 kg',
            form: 'assembly',
          },
          value: {
            amount: {
              min: '2303000',
            },
            currency: 'USD',
          },
          unit: 'piece',
          origin: 'DE',
          rareEarths: 'listed-below',
          inputs: [
            {
              part: 'generator rotor 转子',
              quantity: '1',
              unit: 'piece',
            },
            {
              part: 'generator stator 定子',
              quantity: '1',
              unit: 'piece',
            },
          ],
        },
        {
          id: 'generator rotor 转子',
          item: {
            description: 'outer rotor with 200 poles, 130349 kg',
            form: 'assembly',
          },
          value: {
            amount: {
              min: '2183000',
            },
            currency: 'USD',
          },
          unit: 'piece',
          origin: 'DE',
          rareEarths: 'listed-below',
          inputs: [
            {
              part: 'magnet set 磁体',
              quantity: '1',
              unit: 'set',
            },
            {
              part: 'rotor steel 转子钢材',
              quantity: '87554',
              unit: 'kg',
            },
          ],
        },
        {
          id: 'magnet set 磁体',
          item: {
            description: 'sintered NdFeB magnets, 42795 kg at 50 USD/kg',
            form: 'magnet',
            elements: ['Nd', 'Pr', 'Fe', 'B', 'Dy', 'Tb'],
          },
          value: {
            amount: '2139732',
            currency: 'USD',
          },
          unit: 'set',
          origin: 'VN',
          rareEarths: 'listed-below',
          inputs: [
            {
              part: 'NdPr metal 镨钕金属',
              quantity: {
                min: '1920',
                max: '4018',
              },
              unit: 'kg',
            },
            {
              part: 'dysprosium metal 金属镝',
              quantity: {
                min: '180',
                max: '630',
              },
              unit: 'kg',
            },
            {
              part: 'terbium metal 金属铽',
              quantity: {
                min: '8.1',
                max: '120',
              },
              unit: 'kg',
            },
            {
              part: 'iron and ferro-boron 铁和硼铁',
              quantity: '1',
              unit: 'set',
            },
          ],
        },
        {
          id: 'NdPr metal 镨钕金属',
          item: {
            form: 'alloy',
            elements: ['Nd', 'Pr'],
          },
          value: {
            amount: {
              min: '64',
              max: '145',
            },
            currency: 'USD',
          },
          unit: 'kg',
          origin: 'CN',
          rareEarths: 'none',
        },
        {
          id: 'dysprosium metal 金属镝',
          item: {
            form: 'metal',
            elements: ['Dy'],
          },
          value: {
            amount: {
              min: '298',
              max: '471',
            },
            currency: 'USD',
          },
          unit: 'kg',
          origin: 'unknown',
        },
        {
          id: 'terbium metal 金属铽',
          item: {
            form: 'metal',
            elements: ['Tb'],
          },
          value: {
            amount: {
              min: '952',
              max: '2413',
            },
            currency: 'USD',
          },
          unit: 'kg',
          origin: 'unknown',
        },
        {
          id: 'iron and ferro-boron 铁和硼铁',
          item: {
            form: 'other-material',
            elements: ['Fe', 'B'],
          },
          value: {
            amount: 'unknown',
            currency: 'USD',
          },
          unit: 'set',
          origin: 'VN',
          rareEarths: 'none',
        },
        {
          id: 'rotor steel 转子钢材',
          value: {
            amount: '0.50139',
            currency: 'USD',
          },
          unit: 'kg',
          origin: 'DE',
          rareEarths: 'none',
        },
        {
          id: 'generator stator 定子',
          item: {
            description: 'laminations, winding and structure, 238490 kg',
          },
          value: {
            amount: {
              min: '119577',
            },
            currency: 'USD',
          },
          unit: 'piece',
          origin: 'DE',
          rareEarths: 'none',
        },
        {
          id: 'main bearings 主轴承',
          value: {
            amount: {
              min: '0.50139',
            },
            currency: 'USD',
          },
          unit: 'kg',
          origin: 'DE',
          rareEarths: 'none',
        },
        {
          id: 'shaft 主轴',
          value: {
            amount: {
              min: '0.50139',
            },
            currency: 'USD',
          },
          unit: 'kg',
          origin: 'DE',
          rareEarths: 'none',
        },
        {
          id: 'brake 制动器',
          value: {
            amount: {
              min: '0.50139',
            },
            currency: 'USD',
          },
          unit: 'kg',
          origin: 'DE',
          rareEarths: 'none',
        },
        {
          id: 'nose 主轴座',
          value: {
            amount: {
              min: '0.50139',
            },
            currency: 'USD',
          },
          unit: 'kg',
          origin: 'DE',
          rareEarths: 'none',
        },
        {
          id: 'bedplate 底座',
          value: {
            amount: {
              min: '0.50139',
            },
            currency: 'USD',
          },
          unit: 'kg',
          origin: 'DE',
          rareEarths: 'none',
        },
        {
          id: 'platform 平台',
          value: {
            amount: {
              min: '0.50139',
            },
            currency: 'USD',
          },
          unit: 'kg',
          origin: 'DE',
          rareEarths: 'none',
        },
        {
          id: 'cover 机舱罩',
          value: {
            amount: 'unknown',
            currency: 'USD',
          },
          unit: 'kg',
          origin: 'DE',
          rareEarths: 'none',
        },
        {
          id: 'cooling 冷却系统',
          value: {
            amount: 'unknown',
            currency: 'USD',
          },
          unit: 'kg',
          origin: 'DE',
          rareEarths: 'none',
        },
        {
          id: 'transformer 变压器',
          value: {
            amount: {
              min: '0.50139',
            },
            currency: 'USD',
          },
          unit: 'kg',
          origin: 'DE',
          rareEarths: 'none',
        },
        {
          id: 'converter 变流器',
          value: {
            amount: {
              min: '0.50139',
            },
            currency: 'USD',
          },
          unit: 'kg',
          origin: 'DE',
          rareEarths: 'none',
        },
        {
          id: 'yaw system 偏航系统',
          item: {
            description: 'bearing and bought-in electric drives, 28249 kg',
            form: 'assembly',
          },
          value: {
            amount: 'unknown',
            currency: 'USD',
          },
          unit: 'set',
          origin: 'unknown',
          rareEarths: 'unknown',
        },
      ],
    },
  },
  'humanitarian-relief': {
    asOf: '2025-10-09',
    act: 'export',
    from: 'JP',
    to: 'PH',
    exporter: {
      name: 'Kita Trading K.K. (invented)',
      country: 'JP',
    },
    parties: [
      {
        role: 'end-user',
        name: 'Example Field Hospital (invented)',
        country: 'PH',
        military: 'no',
        owners: 'none',
      },
    ],
    endUse: {
      kind: 'humanitarian-disaster-relief',
      description: 'MRI machines of a field hospital after an earthquake',
    },
    lines: [
      {
        id: 'MRI magnets 磁共振磁体',
        item: {
          description: 'NdFeB magnets for MRI machines 磁共振设备用钕铁硼磁体',
          form: 'magnet',
          elements: ['Nd', 'Fe', 'B', 'Dy'],
        },
        madeIn: 'CN',
        origin: 'CN',
        technologyOrigin: 'CN',
      },
    ],
  },
};

export type ExampleName =
  | 'dysprosium-oxide'
  | 'third-country-magnet'
  | 'ev-motor'
  | 'rotor'
  | 'turbine'
  | 'humanitarian-relief';
