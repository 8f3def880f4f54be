/** Bills to begin with: those of the examples of the repository. A test compares the turbine with its file. */

/** `examples/turbine/bom.csv`: the nacelle of the IEA Wind 15 MW reference turbine (github.com/IEAWindSystems/IEA-15-240-RWT). */
export const TURBINE = `Nacelle of the IEA Wind 15 MW reference turbine 机舱物料清单: sources and assumptions stand in export.yaml beside this file
part,parent,quantity,unit,unit value (USD),form,elements,country of origin,rare earths,description
nacelle 机舱,,1,piece,>=2460000,assembly,,DE,listed below,"nacelle with generator, 673105 kg"
generator 发电机,nacelle 机舱,1,piece,>=2303000,assembly,,DE,listed below,"direct-drive generator, 368839 kg"
generator rotor 转子,generator 发电机,1,piece,>=2183000,assembly,,DE,listed below,"outer rotor with 200 poles, 130349 kg"
magnet set 磁体,generator rotor 转子,1,set,2139732,magnet,"Nd, Pr, Fe, B, Dy, Tb",VN,listed below,"sintered NdFeB magnets, 42795 kg at 50 USD/kg"
NdPr metal 镨钕金属,magnet set 磁体,1920-4018,kg,64-145,alloy,"Nd, Pr",CN,none,
dysprosium metal 金属镝,magnet set 磁体,180-630,kg,298-471,metal,Dy,unknown,,
terbium metal 金属铽,magnet set 磁体,8.1-120,kg,952-2413,metal,Tb,unknown,,
iron and ferro-boron 铁和硼铁,magnet set 磁体,1,set,unknown,other material,"Fe, B",VN,none,
rotor steel 转子钢材,generator rotor 转子,87554,kg,0.50139,,,DE,none,
generator stator 定子,generator 发电机,1,piece,>=119577,,,DE,none,"laminations, winding and structure, 238490 kg"
main bearings 主轴承,nacelle 机舱,61571,kg,>=0.50139,,,DE,none,
shaft 主轴,nacelle 机舱,15734,kg,>=0.50139,,,DE,none,
brake 制动器,nacelle 机舱,24335,kg,>=0.50139,,,DE,none,
nose 主轴座,nacelle 机舱,10876,kg,>=0.50139,,,DE,none,
bedplate 底座,nacelle 机舱,42274,kg,>=0.50139,,,DE,none,
platform 平台,nacelle 机舱,48672,kg,>=0.50139,,,DE,none,
cover 机舱罩,nacelle 机舱,20554,kg,unknown,,,DE,none,
cooling 冷却系统,nacelle 机舱,9381,kg,unknown,,,DE,none,
transformer 变压器,nacelle 机舱,30635,kg,>=0.50139,,,DE,none,
converter 变流器,nacelle 机舱,11984,kg,>=0.50139,,,DE,none,
yaw system 偏航系统,nacelle 机舱,1,set,unknown,assembly,,unknown,unknown,"bearing and bought-in electric drives, 28249 kg"
`;

/** The bill of `examples/rotor.yaml`; its figures are invented. */
export const ROTOR = `part,parent,quantity,unit,unit value (EUR),form,elements,country of origin,rare earths
rotor 转子,,1,piece,200,assembly,,JP,listed below
magnets 磁体,rotor 转子,1,piece,8,magnet,"Nd, Fe, B, Dy",JP,listed below
dysprosium metal 金属镝,magnets 磁体,1,piece,0.15,metal,Dy,CN,
`;
