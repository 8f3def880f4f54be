// Made by reference/party-names/make-tables.mjs from the tables beside it. Do not edit.

/** reference/party-names/business-words.csv */
export const BUSINESS_WORDS = `word,chinese,spellings
technology,技术|科技,tech|techs|technologies|techn|technol|tecnologia|tecnologias|technologie|technologien|tekhnologii|tekhnologiya|teknoloji|tehnologii|tekniq|fanavari|fanavaran|keji|jishu
technical,技术性,technics|technique|techniques|technic|tekhnika|tecnica|tecnico|teknik|fanni|tekhnicheskiy
communication,通信|通讯|电信|传播,comm|comms|communications|comunicacion|comunicaciones|kommunikation|communicatie|svyaz|telecom|telecommunication|telecommunications|telecomunicaciones|telekom|telekomunikasyon|telco|tongxin|mokhaberat|telekommunikatsii
group,集团,grp|grps|gp|groups|grupo|gruppo|gruppe|groupe|gruppa|grup|jituan|goroh|grouping|konsortium|consortium|concern|kontsern|konzern|kontzern|holding|holdings|hldg|hldgs|kholding|holdco|houldings|控股|控股集团
industry,工业|实业|产业|興業|工業,ind|inds|industries|industrial|indl|industria|industrias|industriale|industrie|industrien|promyshlennost|promyshlennyy|sanat|sanati|sanaye|sanayi|sanayeh|gongye|shiye|chanye|prom|indus|indust
international,国际|國際,intl|int'l|internacional|internationale|internazionale|international's|internatl|mezhdunarodnyy|mezhdunarodnaya|uluslararasi|beynelmelal|guoji|internasional|kokusai|bein el-melali|mezhdunarodny
national,国家|国立|民族,nat'l|natl|nacional|nationale|nazionale|natsionalnyy|natsionalnaya|natsionalny|ulusal|melli|meli|milli|guojia|nasional|wataniya|watani
service,服务|服務,services|srv|srvc|srvcs|srvces|svc|svcs|serv|servs|servicio|servicios|servizi|servizio|dienst|dienste|dienstleistungen|diensten|hizmetleri|hizmet|khadamat|khadamate|servis|uslugi|fuwu|jasa|servicos|serviços
trading,贸易|商贸|貿易|商事,trade|trad|trdg|tradings|traders|trader|comercial|comerciales|comercializadora|comercio|commerce|commercial|commercio|commerciale|handel|handels|ticaret|ticareti|tijarat|tejarat|bazargani|bazarganee|basargani|torgovlya|torgovyy|torgovaya|torgovy|torg|maoyi|shangmao|boeki|shoji|tijariya|perdagangan|tijari|niaga|kommerts|kommercheskiy|mercantil|mercantile|comert
import,进口,imports|impo|importacion|importaciones|importadora|importadores|importation|ithalat|imp|vaaredat
export,出口,exports|expo|exportacion|exportaciones|exportadora|exportation|eksport|ihracat|exp|saderat|saaderat|exporters
import export,进出口|輸出入,imp & exp|impex|imp exp|i/e|import-export|import and export|export import|export and import|importaciones y exportaciones|jinchukou|ithalat ihracat|importadora y exportadora
development,发展|开发|開発|開發,dev|devel|devt|dvlpmt|developments|developers|develop|desarrollo|desarrollos|developpement|entwicklung|entwicklungs|razvitie|razvitiya|kalkinma|tosee|toseeh|tosea|toseye|fazhan|kaifa|developing|developer|desenvolvimento|sviluppo|pembangunan
engineering,工程|工程技术,eng|engg|engr|engrg|engineers|engineer|ingenieria|ingenierie|ingegneria|ingenieur|ingenieure|engenharia|inzhiniring|inzhenernyy|muhendislik|mohandesi|mohandesin|gongcheng|technik|inzheneriya
manufacturing,制造|製造|制作|製作,mfg|mfr|mfrs|manufacture|manufacturer|manufacturers|manuf|manufactura|manufacturas|manufacturera|fabrication|fabrica|fabrik|fertigung|proizvodstvo|proizvodstvennoe|proizvodstvennyy|imalat|uretim|zhizao|production|productions|produccion|producciones|produktion|producer|producers|productora|tolid|tolidi|toulid|produksi|producao
construction,建设|建筑|建設|建筑工程|施工,constr|const|constn|constructions|construcciones|construccion|constructora|constructora y|construtora|costruzioni|bau|bauunternehmen|stroy|stroi|stroitelstvo|stroitelnaya|stroitelnyy|stroitelnyi|insaat|sakhteman|sakhtemani|sakht|jianshe|jianzhu|contracting|contractors|contractor|builders|building|baugesellschaft|konstruksi|contratistas
investment,投资|投資,investments|inv|invest|investing|investors|investor|inversion|inversiones|inversora|investissement|investissements|investimentos|investimenti|investitionen|investitsii|investitsionnaya|investitsionnyy|yatirim|sarmayeh|sarmayeh gozari|touzi|istithmar|istismar|investasi
finance,金融|财务|融资|財務,financial|fin|finances|financing|finans|financiero|financiera|financieros|finanzas|financiere|finanz|finanzen|finanziaria|finansovyy|finansovaya|jinrong|mali|maliye|keuangan|financeira
bank,银行|銀行,banks|banking|banco|banque|banca|bankasi|banka|bankas|banc|bnk|yinhang|ginko|bankers|bank-e|bankaci
insurance,保险|保險,ins|insurers|insurer|assurance|seguros|seguro|versicherung|versicherungs|assurances|assicurazioni|strakhovaya|strakhovanie|sigorta|bimeh|baoxian|takaful|reinsurance
energy,能源|动力,energie|energia|energiya|energies|energetika|energeticheskaya|enerji|enerzhi|nengyuan|energetics|energo|energetic|power|elektrik|electric power
electric,电气|电器|電機|電気|电力|电工,elec|elect|electrical|electro|electricity|elektrisch|elektro|electrica|electrico|electricidad|electrique|elettrica|elektrik|elektrika|dianqi|dianli|denki|bargh
electronics,电子|電子,electronic|elecs|electron|electrn|electronica|electronique|elettronica|elektronik|elektronika|elektronisch|elektronnyy|dianzi|denshi|elec tech
petroleum,石油|石油天然气|原油,oil|oils|petrol|petroleos|petroleo|petrole|petroli|neft|neftyanaya|neftegaz|petrol|petro|naft|nafta|shiyou|sekiyu|oilfield|minyak|erdol|mineralol
gas,天然气|燃气,gaz|gases|gasolina|gasolinera|gasoline|natural gas|tianranqi|gasoducto
chemical,化工|化学|化學,chem|chemicals|chemistry|chemie|chemische|quimica|quimicos|quimico|chimie|chimica|chimique|khimiya|khimicheskiy|khim|kimya|kimia|shimi|shimiayi|huagong|huaxue|kagaku
petrochemical,石化|石油化工,petrochemicals|petroquimica|petrokhimiya|petrokimya|petroshimi|patrochimi|petrochimi|petrochemie|petrochemi|neftekhimiya|shihua
steel,钢铁|鋼鉄|特钢,stahl|acero|aceros|acier|acciaio|stal|celik|foolad|fulad|gangtie|iron and steel|iron & steel|baja|siderurgica
metal,金属|金屬,metals|metall|metalle|metales|metaux|metalurgica|metallurgy|metallurgical|metallurgie|metallurgiya|metallurgicheskiy|metal industries|jinshu|felezat|felez|logam
mining,矿业|采矿|鉱業|矿产,mines|mine|mineral|minerals|minera|mineria|miniere|minier|bergbau|gornyy|gornaya|dobycha|madencilik|maaden|madani|kuangye|pertambangan|extraction|minerales
material,材料|新材料|物资,materials|mat|matls|materiales|materiaux|materialy|malzeme|mavad|cailiao|xincailiao|raw materials|raw material
rare earth,稀土,rare earths|rare-earth|tierras raras|terres rares|seltene erden|xitu
equipment,设备|装备|設備|器材|裝備,equip|equipt|eqpt|equipments|equipo|equipos|equipement|equipements|ausrustung|oborudovanie|ekipman|ekipmanlari|tajhizat|tajhizate|shebei|zhuangbei|peralatan
machinery,机械|機械|机电,mach|machine|machines|machining|maschinen|maschinenbau|maquinaria|maquinarias|macchine|mashinostroenie|mashinostroitelnyy|makina|makine|mashin|mashinsazi|jixie|kikai|mesin
instrument,仪器|仪表|計器,instruments|instrumentation|instrumentos|instrumente|pribor|priborostroenie|abzar|yiqi|yibiao|keiki
automation,自动化|自動化,automatic|automatico|automatizacion|automatisierung|avtomatika|avtomatizatsiya|otomasyon|zidonghua|automated
system,系统|系統|体系,systems|sys|syst|sistema|sistemas|systeme|systemes|systemy|sistemy|sistem|sistemi|sistemleri|samaneh|xitong
software,软件|軟件|ソフトウェア,sw|programas|programmnoe|yazilim|narmafzar|ruanjian|softwares
information,信息|资讯|情報|資訊,info|informatics|informatica|informacion|informatique|informatsionnyy|informatsionnye|bilgi|ettelaat|xinxi|joho
network,网络|網絡,networks|netwk|redes|reseau|netzwerk|shabakeh|wangluo|networking
computer,计算机|电脑|電算,computers|computing|computadoras|computacion|ordinateur|komputer|kompyuter|bilgisayar|rayaneh|jisuanji
semiconductor,半导体|半導體|芯片|集成电路,semiconductors|semicon|semi|semiconductores|halbleiter|poluprovodnik|bandaoti|microelectronics|mikroelektronika|microelectronic|integrated circuit|integrated circuits|chips|chip
optical,光学|光电|光電|光子,optics|optic|optica|optique|optik|optika|optoelectronics|optronics|photonics|photonic|guangxue|guangdian|opto|kogaku
laser,激光|雷射,lasers|jiguang|lazer
nuclear,核能|核工业|原子能,atomic|atom|atomnyy|atomnaya|nuclear energy|nukleer|hasteh|hasteei|atomi|nucleaire|nucleare|hedongli
aviation,航空|飞机|航空器,aero|aeronautic|aeronautics|aeronautical|aircraft|aircrafts|avia|aviacion|aviatsiya|aviatsionnyy|aviation's|havacilik|havapeymai|havapeimaei|hangkong|feiji|aeronautica|luftfahrt|koku|airplane
airline,航空运输,airlines|airways|air|air lines|aerolineas|aerolinea|lineas aereas|aviakompaniya|havayollari|havayolu|luftlinie
aerospace,航天|宇航|航空航天|航太|航空宇宙,aeroespacial|aerospatiale|space|raumfahrt|kosmos|kosmicheskiy|uzay|havafaza|hangtian|astronautics|astronautic|spatial
defence,防务|国防|防御|防衛,defense|def|defensa|difesa|verteidigung|oborona|oboronnyy|savunma|defae|defa|guofang|fangwu
weapon,武器|军械|兵器|兵工,weapons|arms|armas|waffen|oruzhie|silah|ordnance|munitions|ammunition|armament|armaments|bingqi
military,军事|军工|軍事,militar|militaire|militar's|voennyy|askeri|nezami|junshi|mil
security,安全|安防|保安,sec|secur|securities|seguridad|securite|sicherheit|sicurezza|bezopasnost|guvenlik|amniyat|anquan|protection|seguranca|keamanan
surveillance,监控|监测|監視,monitoring|monitor|vigilancia|nadzor|jiankong
shipping,航运|海运|船务|海運|船舶运输,ship|ships|shipp|shpg|naviera|navieras|navigation|navegacion|sudokhodstvo|denizcilik|keshtirani|hangyun|haiyun|kaiun|schiffahrt|reederei|maritime|maritima|maritimo|marine|marina|marines|seaways|shiplines|ocean shipping|sea transport
shipbuilding,造船|船舶|船厂|重工造船,shipyard|shipyards|shipbuilders|sudostroenie|sudostroitelnyy|astilleros|chantier naval|werft|tersane|keshtisazi|zaochuan|chuanbo|zosen
port,港口|港务|码头,ports|harbour|harbor|puerto|hafen|liman|bandar|gangkou|terminal|terminals|puertos
transport,运输|交通|運輸,transportation|transports|trans|transp|transporte|transportes|transporti|trasporti|transportnyy|transportnaya|perevozki|nakliyat|tasimacilik|haml|haml o naghl|haml va naghl|yunshu|jiaotong|cargo|freight|haulage|carrier|carriers|kargo|unyu|angkutan|forwarding|forwarder|forwarders|spedition|nakliye
logistics,物流|货运|貨運,logistic|logis|logistica|logistique|logistik|logistika|lojistik|wuliu|supply chain|供应链
railway,铁路|轨道|鉄道|铁道,railways|railroad|rail|ferrocarril|ferroviaria|zheleznaya doroga|demiryolu|raahan|rah ahan|tielu|tetsudo|bahn|chemins de fer
automobile,汽车|自動車|车辆,auto|autos|automotive|automobiles|automotor|automotriz|automoviles|automotores|avto|avtomobilnyy|otomotiv|motor|motors|vehicle|vehicles|khodro|khodrosazi|qiche|jidosha|car|cars|automovil|motores
magnet,磁材|磁性材料|磁铁|磁性,magnets|magnetic|magnetics|imanes|aimants|magnete|magnity|magnitnyy|cicai|cixing
battery,电池|蓄电池|電池,batteries|baterias|batterie|batterien|accumulator|dianchi
glass,玻璃,vidrio|verre|glas|steklo|cam|shisheh|boli
cement,水泥,cemento|ciment|zement|tsement|cimento|siman|shuini
plastic,塑料|塑胶,plastics|plasticos|plastiques|plastik|kunststoff|plast|suliao
rubber,橡胶,caucho|caoutchouc|kautschuk|rezina|lastik|xiangjiao
textile,纺织|紡織|服装,textiles|textil|textiles y|tekstil|tekstilnyy|nassaji|fangzhi|garment|garments|apparel|clothing|fashion|moda|fashions|fuzhuang|fibre|fibres|fiber
paper,纸业|造纸|製紙,papel|papier|carta|bumaga|kagit|kaghaz|zhiye|seishi|pulp
food,食品|粮油,foods|alimentos|alimentaria|alimenticia|alimentation|alimentaire|lebensmittel|pishchevoy|produkty|gida|ghazai|mavad ghazai|shipin|shokuhin|comestibles|grain
agriculture,农业|农产品|農業,agricultural|agri|agro|agric|agricola|agricolas|agropecuaria|agricole|landwirtschaft|selskoe khozyaystvo|selkhoz|tarim|keshavarzi|nongye|farm|farms|farming|ganadera|ganaderia|ranch|finca|rancho|hacienda|livestock
fishery,渔业|水产,fisheries|fishing|pesca|pesquera|pesqueros|peche|fischerei|rybolovnyy|balikcilik|shilat|yuye|shuichan|seafood|seafoods|pesqueria
pharmaceutical,医药|制药|药业|藥業|製薬,pharma|pharmaceuticals|pharm|pharmacy|pharmacies|farmaceutica|farmaceuticos|farmacia|drogueria|drogas|droguerias|pharmazie|farmatsevtika|farma|ilac|daru|darou|darusazi|yiyao|zhiyao|seiyaku|drug|drugs
medical,医疗|医学|醫療,medicine|medicines|medico|medicos|medica|medicina|medical's|medizin|meditsina|meditsinskiy|medikal|tebi|pezeshki|yiliao|clinic|clinica|hospital|health|healthcare|salud|sante|saglik|medic
biotechnology,生物|生物科技|生物技术,bio|biotech|biological|biology|biotecnologia|biotekhnologiya|shengwu|bioscience|biosciences|biosystems
research,研究|科研,rsrch|researches|investigacion|investigaciones|recherche|recherches|forschung|forschungs|ricerca|issledovatelskiy|issledovaniya|arastirma|tahqiqat|tahghighat|pazhuhesh|pajouhesh|pazhooheshi|yanjiu|kenkyu|r&d|rd|penelitian|研发|研制
institute,研究院|研究所|学院|科学院|院|所,inst|institutes|institution|instituto|institutes of|institut|istituto|nii|enstitu|enstitusu|moasese|moassese|yanjiusuo|yanjiuyuan|xueyuan|kenkyujo|academy|academia|akademiya|academie|akademie|college|faculty|school|escuela|colegio|daneshkadeh|amoozeshgah|polytechnic
university,大学|大學,univ|universities|universidad|universite|universitat|universiteit|universita|universitet|universitesi|daneshgah|daxue|daigaku
laboratory,实验室|實驗室|実験,lab|labs|laboratories|laboratorio|laboratorios|laboratoire|laboratoires|labor|laboratoriya|laboratuar|azmayeshgah|shiyanshi|laboratorium
centre,中心,center|centres|centers|ctr|cntr|cntre|centro|centros|centrum|zentrum|tsentr|merkez|merkezi|markaz|markaze|zhongxin|pusat|marakiz|complex|kompleks|complejo
science,科学|科學,sciences|sci|scientific|ciencia|ciencias|cientifico|scientifique|wissenschaft|wissenschaften|nauka|nauchnyy|nauchno|bilim|elmi|oloom|olum|kexue|scient
scientific production,科研生产,nauchno proizvodstvennoe|scientific and production|research and production|nauchno-proizvodstvennoe|nauchno proizvodstvennyy|npo|npp|npk
association,协会|联合会|協會|総会,assn|assoc|associations|associates|associated|asociacion|asociados|associacao|associazione|verband|assotsiatsiya|obedinenie|ob'edinenie|dernek|dernegi|anjoman|etehadiyeh|xiehui|jamiyat|jamiat|jam'iyat|society|societies|union|unions|league|federation|federacion|federatsiya|soyuz|sindicato|syndicate|ittihad|club|liga|alliance|alianza|联盟
foundation,基金|基金会,fund|funds|fondo|fondos|fonds|fondation|fundacion|fond|vakif|vakfi|bonyad|bunyad|jijin|sandoq|sandogh|sandouq|sanduq|endowment|trust|fideicomiso|trusts|muassasat|stiftung|stiftelsen
charity,慈善,charities|charitable|khayriya|khairiya|kheiriyeh|caridad|charite|blagotvoritelnyy|relief|humanitarian|aid|ighatha|welfare|rehabilitation|philanthropic|cishan
organisation,组织|機構|机构,org|orgs|organization|organizations|organisations|organizacion|organizaciones|organizatsiya|organismo|orgut|orgutu|sazman|sazmane|munazzama|munazzamat|zuzhi|tanzim|tanzeem|agency|agencia|agence|agentur|agentstvo|ajans|ajansi|bureau|office|oficina|buro|department|departamento|directorate|authority|administration|administracion|总局|局|厅|administrasi
ministry,部|省,ministerio|ministere|ministerium|ministerstvo|bakanlik|vezarat|wizarat|minister
committee,委员会,cttee|comite|comision|commission|komitet|komissiya|komite|council|consejo|conseil|rat|sovet|shura|shoura|board|junta|weiyuanhui|komissiia
government,政府,govt|gov't|gov|gobierno|gouvernement|regierung|pravitelstvo|hukumet|dowlat|zhengfu|governmental|administration of
state,国有|国营,estatal|etat|gosudarstvennyy|gosudarstvennaya|gosudarstvennoe|devlet|dowlati|guoyou|staatlich
public,公共|公众,pub|publico|publica|publique|obshchestvennyy|kamu|omumi
general,总|综合,gen|genl|generale|general's|generalnyy|genel|omumi|zonghe|main
central,中央,centr|centrale|zentral|tsentralnyy|tsentralnaya|merkezi|markazi|zhongyang|chuo
united,联合|統一|聯合,unified|unidos|unida|unis|vereinigte|obedinennaya|ob'edinennaya|birlesik|mottahed|lianhe|joint|combined
global,全球|环球|環球,globe|globalnyy|kuresel|jahani|quanqiu|huanqiu|globally|worldwide|world wide|world|mundial|mondial|mondiale|dunya|jahan|世界
overseas,海外,haiwai|offshore|foreign|khareji|zarubezh|zarubezhneft|ultramar
solution,解决方案|方案,solutions|sol|solns|soluciones|solucion|losungen|cozumleri|cozum|resheniya|rahkar
product,产品|制品|製品,products|prod|prods|producto|productos|produit|produits|produkt|produkte|urunleri|urun|mahsulat|chanpin|seihin|goods|merchandise|article|articles|commodity|commodities|mercancias
management,管理,mgmt|mgt|mngmt|managers|manager|managements|gestion|gestao|gestione|administradora|upravlenie|upravlyayushchaya|yonetim|modiriyat|guanli|managing
consulting,咨询|顾问|諮詢,consult|consultants|consultant|consultancy|consultoria|consultores|conseil|conseils|beratung|konsalting|danismanlik|moshavereh|moshaver|zixun|advisory|advisors|advisers|asesores|asesoria|asesorias
exchange,兑换|交易所,exch|exchanges|cambio|cambios|change|birzha|doviz|borsa|sarafi|sarrafi|sarafan|hawala|money exchange|currency exchange|currency|money|remittance|money service|money transfer|bourse|casa de cambio|envios
property,地产|置业|物业|不动产,properties|prop|props|propiedades|propiedad|real estate|realty|inmobiliaria|inmobiliarias|immobilier|immobilien|immobiliare|bienes raices|nedvizhimost|emlak|gayrimenkul|amlak|dichan|zhiye|estate|estates|inmuebles|urbanizadora
hotel,酒店|宾馆|旅館,hotels|hoteles|hoteleria|inn|resort|resorts|otel|gostinitsa|jiudian|hospitality|restaurant|restaurante|restaurantes|restaurants|cafe|bar|lounge|casino|casinos
travel,旅行|旅游|旅遊,tourism|tour|tours|tourist|viajes|turismo|voyage|voyages|reise|reisen|turizm|seyahat|mosaferat|gardeshgari|lvxing|lvyou|turistik
media,传媒|媒体|媒體,medios|medien|medya|smi|resaneh|chuanmei|press|publishing|publicaciones|editorial|news|television|tv|radio|broadcasting|televisyon|televizyon|telekanal|newspaper|editores|newsletter|magazine
advertising,广告|廣告,publicidad|publicite|werbung|reklama|reklam|tablighat|guanggao|ads|marketing|mercadeo|mercadotecnia|promotion|promotions|promociones
design,设计|設計,designs|diseno|disenos|entwurf|dizayn|tasarim|tarrahi|tarahi|sheji|sekkei|bureau of design|konstruktorskoe|kb|architecture|arquitectos|arquitectura|architects
enterprise,企业|企業,enterprises|ent|entreprise|entreprises|empresa|empresas|empresarial|unternehmen|predpriyatie|isletme|isletmeleri|qiye|negocios|business|businesses|ventures|venture|biz|unternehmung|undertaking|undertakings
company,公司|会社|會社,co|comp|cos|companies|compania|companhia|compagnie|cie|cia|kompaniya|sirket|sirketi|sherkat|sherkate|gongsi|kaisha|gesellschaft|societe|sociedad|societa|firm|firma
corporation,总公司,corp|corps|corporate|corporacion|corporaciones|korporatsiya|korporasyon|zonggongsi|corporacao
factory,厂|工厂|製作所|製造所,plant|plants|factories|fabrik|fabrika|fabricas|planta|usine|werk|werke|zavod|kombinat|kombinati|karkhaneh|karkhane|gongchang|works|workshop|mill|mills|taller|talleres|plantas|refinery|refineria|palayeshgah|workshops
shop,商店|商行|店,store|stores|shops|tienda|tiendas|magasin|boutique|boutiques|laden|magazin|market|markets|supermarket|supermercado|supermercados|supermarkets|mercado|mercados|almacen|almacenes|foroushgah|magaza|bazaar|plaza|shopping
distribution,经销|分销|流通,distributor|distributors|distributing|distribuidora|distribuidores|distribuciones|distribucion|distributeur|vertrieb|dagitim|pakhsh|wholesale|wholesalers|wholesaler|sales|sale|retail|ventas|verkauf|pazarlama|supply|supplies|supplier|suppliers|suministros|procurement|purchasing|tedarik|suministro|vendor|proveedora|marketers
rental,租赁|租賃,leasing|lease|rent|renta|rentas|alquiler|arrendamiento|arrendadora|lizing|kiralama|zulin|hire
environment,环保|环境|環境,environmental|ambiental|medio ambiente|environnement|umwelt|ekologiya|cevre|huanbao|huanjing|water|agua|aguas|hydro|hidro|eau|wasser|vodokanal
education,教育,educational|educacion|educativa|obrazovanie|egitim|amoozesh|amuzesh|jiaoyu|training|learning|culture|cultural|cultura|kultur|farhangi|formation|capacitacion|文化
sport,体育,sports|deporte|deportes|deportivo|sportif|spor|varzeshi|tiyu|gym|athletic|football|futbol|soccer|fc
trust company,信托,fiduciaria|treuhand|fiduciary|fideicomiso|xintuo
partners,合伙人|伙伴,partner|ptnrs|asociados|socios|partenaires|partnyory|ortaklik|ortakligi|brothers|bros|hermanos|sons|son|hijos|freres|partnership
capital,资本|資本,capitals|kapital|sermaye|ziben|equity|assets|asset|wealth|资产|activos|hedge
network technology,网络科技,internet|online|web|cyber|digital|数字|数码|digitals|dijital|tsifrovoy|raqami|shuzi|e-commerce|data|datos|数据|cloud|ai|artificial intelligence|人工智能|云
unmanned,无人机|无人,drone|drones|uav|uas|uavs|wurenji|unmanned aerial|bpla|无人系统|unmanned aerial systems|unmanned systems
robot,机器人|機器人,robots|robotics|robotica|robotik|robototekhnika|jiqiren
radar,雷达,radars|leida
sensor,传感|传感器,sensors|sensing|sensores|chuangan|sensorik
missile,导弹,missiles|misil|raketa|rakety|raketnyy|mooshak|mushak|daodan|rocket|rockets|火箭|missilery|rocketry
satellite,卫星,satellites|satelite|sputnik|mahvareh|weixing|uydu|satcom
tactical,战术,tactic|tactics|tactico|zhanshu
mission,任务,missions
operation,运营|营运,operations|ops|operating|operaciones|operator|operators|operadora|yunying
special,特种|特殊,spec|specialty|specialities|speciality|specialized|especial|spetsialnyy|spezial|ozel|vizheh|tezhong|specialised
advanced,先进|高级|先端,adv|avanzado|avanzada|avance|pishrafteh|xianjin|peredovoy|ileri
precision,精密,precise|prezision|precizion|presisyon|jingmi|seimitsu|daqiq
heavy,重型,hvy|pesado|pesada|lourd|schwer|tyazhelyy|agir|sangin|zhongxing|jukogyo|重工|重工业|重工業
new,新,nuevo|nueva|nouveau|nouvelle|neu|neue|novyy|novaya|yeni|jadid|novo|nova
north,北方|北部,northern|norte|nord|nordic|severnyy|severnaya|sever|kuzey|shomal|shomali|beifang|kita
south,南方|南部,southern|sur|sud|sued|yuzhnyy|yuzhnaya|yug|guney|jonub|jonubi|nanfang|minami|sul
east,东方|东部|東方,eastern|este|oriente|oriental|ost|orient|vostok|vostochnyy|vostochnaya|dogu|shargh|sharq|sharqi|sharghi|dongfang|higashi
west,西方|西部,western|oeste|occidente|occidental|ouest|zapad|zapadnyy|bati|gharb|gharbi|xifang|nishi
front,阵线,frente|fronte|jabhat|jebha|jabha|cephe|cephesi
party,党,partido|parti|partiya|partisi|hizb|hezb|partei
army,军|解放军,ejercito|armee|ordu|ordusu|armiya|jaysh|jaish|artesh|lashkar|brigade|brigades|brigada|brigadas|liwa|katibat|kataib|battalion|battalions|regiment|division|corps of|forces|force|fuerzas|niru|niruye|sepah|guard|guards|guardia|police|policia|polis|politsiya|militia
movement,运动,movimiento|mouvement|harakat|haraket|harakah|harakat-ul|hareketi|dvizhenie|bewegung|nehzat
liberation,解放,liberacion|tahrir|kurtulus|osvobozhdenie|freedom|libertad|azadi|hurriyat
people,人民,peoples|people's|popular|pueblo|popolare|volks|halk|narodnyy|narodnaya|sha'b|shabi|mardomi|renmin|populaire
revolutionary,革命,revolution|revolucion|revolucionario|revolucionarias|enghelab|inqilab|thawra|devrimci|revolutsionnyy
republic,共和国,republica|republique|republik|respublika|jomhouri|cumhuriyet|cumhuriyeti|jumhuriya|gongheguo
islamic,伊斯兰,islam|islami|islamica|islamico|islamique|islamisch|islamskiy|eslami|islamiya|islamiyya|al-islam
democratic,民主,democratica|democratique|demokratik|demokratisch|demokraticheskiy|demokratska|minzhu
`;

/** reference/party-names/cantonese.csv */
export const CANTONESE = `character,spellings
陈,chan
黄,wong
王,wong
李,lee|li
梁,leung
张,cheung|chang
刘,lau
林,lam
吴,ng
何,ho
郑,cheng
罗,lo|law
谢,tse
杨,yeung
邓,tang
许,hui
冯,fung
苏,so
叶,yip|ip
曾,tsang
蔡,choi|tsoi
周,chow|chau
朱,chu
徐,tsui|chui
胡,wu|woo
郭,kwok
马,ma
余,yu
赵,chiu
钟,chung
袁,yuen
潘,poon
卢,lo
戴,tai
彭,pang
关,kwan
莫,mok
欧,au
谭,tam
温,wan
甘,kam
石,shek
方,fong
江,kong
文,man
杜,to
唐,tong
董,tung
蒋,chiang|tseung
霍,fok
包,pao|pau
邵,shaw|shiu
金,kam
银,ngan
长,cheung
和,wo
记,kee
新,sun|san
大,tai
中,chung
国,kwok
华,wah|wa
东,tung
南,nam
西,sai
北,pak
兴,hing
隆,lung
龙,lung
丰,fung
盛,shing
成,shing
胜,shing
发,fat
财,choi
利,lee|li
信,shun
顺,shun
恒,hang
生,sang
永,wing
安,on
泰,tai
太,tai
平,ping
昌,cheong
荣,wing
富,fu
贵,kwai
宝,po
福,fuk|fook
达,tat
通,tung
天,tin
地,tei
海,hoi
港,kong
香,heung
九,kau
洋,yeung
环,wan
球,kau
美,mei
联,luen
合,hop|hap
光,kwong
明,ming
辉,fai
伟,wai
强,keung
志,chi
建,kin
俊,chun
杰,kit
文化,man fa
家,ka
豪,ho
健,kin
德,tak
义,yee
仁,yan
礼,lai
智,chi
英,ying
雄,hung
远,yuen
源,yuen
裕,yu
润,yun
祥,cheung
吉,kat
庆,hing
余庆,yu hing
四,sze|sei
三,sam
一,yat
二,yi
五,ng
六,luk
七,tsat
八,pat
十,sap
百,pak
千,chin
万,man
亿,yik
嘉,ka
怡,yi
力,lik
创,chong
科,fo
技,kei
电,tin
力量,lik leung
星,sing
月,yuet
日,yat
山,shan
水,shui
火,fo
木,muk
土,to
玉,yuk
珠,chu
城,shing
园,yuen
楼,lau
堂,tong
行,hong
号,ho
庄,chong
`;

/** reference/party-names/legal-forms.csv */
export const LEGAL_FORMS = `form,spelling,countries
association,a. c.,MX
association,a.s.b.l.,
association,aam,LU
association,aisbl,BE
association,ano,
association,asbl,BE LU
association,asociacion,
association,asociación,
association,assep,LU
association,assoc.,BR
association,associacao,
association,association,CA
association,associazione,
association,brf,SE
association,e.v.,DE LI
association,eingetragener verein,
association,ek. för.,SE
association,ev,DE
association,fmba,DK
association,fof,SE
association,fsa,US
association,ivzw,BE
association,khf,SE
association,nko,
association,ry,
association,saspj,BE
association,v.v.e.,NL
association,verein,
association,vvag,DE
association,vve,NL
association,vvzrl,BE
association,vzw,BE
association,vzw pr,BE
association,z.s.,
association,zs,
association,ано,
association,нко,
association,协会,
association,社团法人,
association,社団法人,
branch,branch,
branch,branch office,
branch,filial,
branch,rep office,
branch,representative office,
branch,succursale,
branch,sucursal,
branch,zweigniederlassung,
branch,филиал,
branch,代表处,
branch,分公司,
branch,办事处,
branch,支店,
branch,지점,
company,& co,
company,& co.,
company,& company,
company,and co,
company,and company,
company,bolag,
company,borisat,
company,cia,
company,cie,
company,cmpny,
company,co,US
company,co.,CA US
company,comp,
company,compagnie,
company,companhia,
company,compania,
company,companies,
company,company,
company,compañia,
company,compañía,
company,cong ty,
company,coy,
company,cía,
company,et cie,
company,firm,
company,firma,
company,gesellschaft,
company,gongsi,
company,hoesa,
company,kaisha,
company,kompania,
company,kompaniya,
company,maatschappij,
company,sharika,
company,sharikat,
company,sherkat,
company,sherkate,
company,shirkat,
company,sirket,
company,sirketi,
company,sociedad,
company,sociedade,
company,societa,
company,societe,
company,società,
company,société,
company,y cia,
company,şirketi,
company,компания,
company,会社,
company,公司,
company,회사,
coop,agricultural cooperative,US
coop,alberta cooperative,CA
coop,amba,DK
coop,andelsselskab med begrænset ansvar,DK
coop,anl,FI
coop,asociación cooperativa,CR
coop,assn,US
coop,association coopérative,CA
coop,ass’n,US
coop,ausl. ag & ltd,CH
coop,ausl. gen. & gmbh,CH
coop,ausländische niederlassung im handelsregister eingetragen,CH
coop,ausländische niederlassung nicht im handelsregister eingetragen,CH
coop,autre sa coopérative à conseil d'administration,FR
coop,autre sa coopérative à directoire,FR
coop,autre sarl coopérative,FR
coop,autre société civile coopérative,FR
coop,banking company - scheduled urban cooperative bank,IN
coop,bytové družstvo,CZ SK
coop,caisse d'épargne et de prévoyance à forme coopérative,FR
coop,co-op,AU CA GB US
coop,co-op inc.,CA
coop,co-op incorporated,CA
coop,co-op incorporée,CA
coop,co-op limited,AU CA
coop,co-op limitée,CA
coop,co-op. ltd.,CA
coop,co-operative,AU CA US
coop,co-operative and limited,CA
coop,co-operative association,CA
coop,co-operative inc,CA
coop,co-operative incorporated,CA
coop,co-operative limited,AU CA
coop,co-operative ltd,CA
coop,co-operative ltd.,AU
coop,co-operative society,GB VC WS
coop,co-opltd.,AU
coop,co-opérative and limitée,CA
coop,consumer cooperative,PR
coop,coop,AU CA MU NZ US
coop,coop limited,AU
coop,coop ltd.,AU
coop,cooperatieve vereniging,AW SR
coop,cooperativa,
coop,cooperativa de ahorro y crédito,PR
coop,cooperativa de consumo,PR
coop,cooperativa de credito,ES
coop,cooperativa de juvenil,PR
coop,cooperativa de trabajadores,PR
coop,cooperativa sociale,IT
coop,cooperative,AU US
coop,cooperative association,US
coop,cooperative bank,US
coop,cooperative company,NZ
coop,cooperative de ahorro y crédito,PR
coop,cooperative de consumo,PR
coop,cooperative de juvenil,PR
coop,cooperative de trabajadores,PR
coop,cooperative grazing associations,US
coop,cooperative inc.,CA
coop,cooperative incorporated,CA
coop,cooperative limited,AU CA
coop,cooperative ltd.,AU CA
coop,cooperative marketing association,US
coop,cooperative society,IN
coop,cooperativă agricolă,RO
coop,cooperativă de consum,RO
coop,cooperativă de credit,RO
coop,cooperativă meșteșugărească,RO
coop,coopératif,CA
coop,coopération,CA
coop,coopérative,CA
coop,coopérative limitée,CA
coop,coopérative ltée,CA
coop,coöp,NL
coop,coöperatie,NL
coop,coöperatieve vennootschap,BE
coop,coöperatieve vennootschap van publiek recht,BE
coop,cv pr,BE
coop,e.g.,DE LI
coop,e.gen.,LI
coop,eg,DE LI
coop,egyéb szövetkezet,HU
coop,eingetragene genossenschaft,DE
coop,electric membership cooperative,US
coop,electric membership corporation,US
coop,emc,US
coop,erwerbs- und wirtschaftsgenossenschaft,AT
coop,europese coöperatieve vennootschap,BE
coop,europäische genossenschaft,BE DE LI
coop,europæisk andelsselskab,DK
coop,európske družstvo,SK
coop,eвропейско кооперативно дружество,BG
coop,for profit and not-for profit co-operatives,CA US
coop,general cooperative association,US
coop,genossenschaft,
coop,groupement de coopération sanitaire à gestion privée,FR
coop,groupement de coopération sanitaire à gestion publique,FR
coop,gruppo consortile,IT
coop,hsz.,HU
coop,iné družstvo,SK
coop,jiné družstvo,CZ
coop,kooperativ,
coop,limitée,CA
coop,ltée,CA
coop,multistate cooperative society,IN
coop,mutual aid cooperative,US
coop,new generation co-operatives,CA
coop,ofp,BE
coop,or co-op,US
coop,organizații cooperatiste de credit și casele centrale ale acestora,RO
coop,osk,FI
coop,pool inc.,CA
coop,pool incorporated,CA
coop,pool limited,CA
coop,pool ltd.,CA
coop,poľnohospodár.družstvo,SK
coop,poľnohospodárske družstvo,SK
coop,rural cooperative association,US
coop,rural utility cooperative,CA
coop,s. coop.,AR
coop,s. coop. e.,ES
coop,s.c. de a. p.,MX
coop,s.c. de a. p. de c. v.,MX
coop,s.c.e.,NL
coop,s.c.r.l.,IT
coop,s.coop,ES
coop,s.coop.p.,ES
coop,s.p.r. de r.l.,
coop,sa coopérative artisanale à conseil d'administration,FR
coop,sa coopérative artisanale à directoire,FR
coop,sa coopérative d'intérêt maritime à directoire,FR
coop,sa coopérative de commerçants-détaillants à conseil d'administration,FR
coop,sa coopérative de commerçants-détaillants à directoire,FR
coop,sa coopérative de consommation à conseil d'administration,FR
coop,sa coopérative de consommation à directoire,FR
coop,sa coopérative de construction à conseil d'administration,FR
coop,sa coopérative de construction à directoire,FR
coop,sa coopérative de production de hlm à conseil d'administration,FR
coop,sa coopérative de transport à conseil d'administration,FR
coop,sa coopérative de transport à directoire,FR
coop,sa union de sociétés coopératives à conseil d'administration,FR
coop,sa union de sociétés coopératives à directoire,FR
coop,sarl coopérative artisanale,FR
coop,sarl coopérative d'intérêt maritime,FR
coop,sarl coopérative de consommation,FR
coop,sarl coopérative de construction,FR
coop,sarl coopérative de transport,FR
coop,sarl union de sociétés coopératives,FR
coop,savings & credit cooperative,PR
coop,sc dpu,BE
coop,sc scri,BE
coop,sce,AT BE DE ES FI HR IT LI LU NL PT RO SI SK
coop,sce-selskab,DK
coop,schweizerische zweigniederlassung im handelsregister eingetragen,CH
coop,scpa,
coop,scri,BE
coop,scri cp,BE
coop,scri fs,BE
coop,scrl,BE
coop,soc. coop.,IT
coop,sociedad cooperativa,AR ES MX
coop,sociedad cooperativa de ahorro y préstamo,MX
coop,sociedad cooperativa de ahorro y préstamo de capital variable,MX
coop,sociedad cooperativa de capital variable,MX
coop,sociedad cooperativa europea,ES
coop,sociedad cooperativa profesional,ES
coop,sociedade cooperativa,BR
coop,societa' cooperativa,IT
coop,societas cooperativa europaea,LU NL PT SI
coop,societate cooperativă,RO
coop,societate cooperativă europeană,RO
coop,società consortile cooperativa,IT
coop,società cooperativa,CH IT
coop,società cooperativa consortile,IT
coop,società cooperativa europea,IT
coop,société civile coopérative d'intérêt maritime,FR
coop,société civile coopérative de consommation,FR
coop,société civile coopérative de construction,FR
coop,société civile coopérative entre médecins,FR
coop,société coopérative,BE CH LU
coop,société coopérative agricole,FR
coop,société coopérative de banque populaire,FR
coop,société coopérative de droit public,BE
coop,société coopérative européenne,BE
coop,société coopérative à responsabilité illimitée,BE
coop,société coopérative à responsabilité illimitée à finalité sociale,BE
coop,spotrebné družstvo,SK
coop,spotřební družstvo,CZ
coop,spr de rl,
coop,svojpomoc.poľn.družstvo,SK
coop,svojpomocné poľnohospodárske družstvo,SK
coop,svépomocné zemědělské družstvo,CZ
coop,syndicat coopératif,CA
coop,takarék- és hitelszövetkezet,HU
coop,tksz,HU
coop,union de sociétés coopératives agricoles,FR
coop,výrobné družstvo,SK
coop,výrobní družstvo,CZ
coop,workers cooperative,PR US
coop,youth cooperative,PR
coop,zemědělské družstvo,CZ
coop,zrg ohg,BE
coop,zweig. hr,CH
coop,öffentlich-rechtliche genossenschaft,BE
coop,örgen.,BE
coop,гаражные и гаражно-строительные кооперативы,RU
coop,екд,BG
coop,жилищные или жилищно-строительные кооперативы,RU
coop,жилищные накопительные кооперативы,RU
coop,кредитные кооперативы второго уровня,RU
coop,кредитные потребительские кооперативы,RU
coop,кредитные потребительские кооперативы граждан,RU
coop,потребительские кооперативы,RU
coop,садоводческие огороднические или дачные потребительские кооперативы,RU
coop,сельскохозяйственные потребительские животноводческие кооперативы,RU
coop,сельскохозяйственные потребительские обслуживающие кооперативы,RU
coop,сельскохозяйственные потребительские огороднические кооперативы,RU
coop,сельскохозяйственные потребительские перерабатывающие кооперативы,RU
coop,сельскохозяйственные потребительские садоводческие кооперативы,RU
coop,сельскохозяйственные потребительские снабженческие кооперативы,RU
coop,сельскохозяйственные производственные кооперативы,RU
coop,協同組合,
coop,合作社,
enterprise,anstalt,
enterprise,empresa,
enterprise,empresa unipersonal,
enterprise,empresas,
enterprise,ent,
enterprise,enterprise,
enterprise,enterprises,
enterprise,entreprise,
enterprise,entreprises,
enterprise,est,
enterprise,establishment,
enterprise,establishments,
enterprise,etablissement,
enterprise,etablissements,
enterprise,ets,
enterprise,mouassassa,
enterprise,muassasa,
enterprise,muassasat,
enterprise,predpriyatie,
enterprise,unternehmen,
enterprise,предприятие,
enterprise,企业,
foundation,bonyad,
foundation,bunyad,
foundation,f.i.p.,PA
foundation,fdn.,GG
foundation,fon,LU
foundation,fond,
foundation,fondation,
foundation,fondazione,
foundation,foundation,
foundation,fundacao,
foundation,fundacion,
foundation,fundación,
foundation,fundacja,
foundation,fup,BE
foundation,gns,BE
foundation,priv st.,BE
foundation,prst,BE
foundation,s.f.,US
foundation,spf,SX
foundation,stichting,
foundation,stiftelse,
foundation,stiftung,
foundation,vakfi,
foundation,vakif,
foundation,waqf,
foundation,基金会,
foundation,財団法人,
foundation,财团法人,
gp,ag & co. ohg,DE
gp,ans,NO
gp,ansvarlig selskap,NO
gp,ansvarlig selskap delt ansvar,NO
gp,burgerlijke vennootschap onder vorm van vennootschap onder firma,BE
gp,bv vof,BE
gp,cncol,EC
gp,compañía en nombre colectivo,EC
gp,domestic general partnership,US
gp,g.p.,US
gp,general partnership,AE CA CH IE KH US
gp,gmbh & co. ohg,DE
gp,gp,US
gp,iic,ES
gp,institucion de inversion colectiva,ES
gp,kkt.,HU
gp,közkereseti társaság,HU
gp,offene handelsgesellschaft,AT BE DE
gp,offene handelsgesellschaft mit sozialer zielsetzung,BE
gp,ohg,AT BE DE
gp,ohg mbh,DE
gp,ohgmsz,BE
gp,partnership,US
gp,partnership en nom collectif,MT
gp,s.c.p.,ES
gp,s.e.n.c.,CA
gp,s.j.,PL
gp,s.n.c.,IT
gp,s.r.c.,ES
gp,s.r.c.p.,ES
gp,sc snc,BE
gp,senc,LU
gp,snc,BE IT MC
gp,snc fs,BE
gp,soc. nom collectif,CH
gp,soc. nome collettivo,CH
gp,sociedad colectiva,BO CO CR ES GT HN PE
gp,sociedad colectiva civil,CL
gp,sociedad colectiva comercial,CL
gp,sociedad en nombre colectivo,DO MX
gp,sociedad en nombre colectivo de capital variable,MX
gp,società in nome collettivo,CH IT
gp,société civile sous forme de société en nom collectif,BE
gp,société en nom collectif,BE CA CH FR LU MC
gp,société en nom collectif coopérative,FR
gp,société en nom collectif à finalité sociale,BE
gp,sp.j.,PL
gp,spółka jawna,PL
gp,v.o.f.,AW BE NL
gp,vennootschap onder firma,AW BE BQ NL
gp,vennootschap onder firma met een sociaal oogmerk,BE
gp,vof,AW NL
gp,vof so,BE
gp,合伙企业,
gp,合名会社,
gp,普通合伙,
gp,普通合伙企业,
jsc,(株),
jsc,(주),
jsc,a benefit corporation,US
jsc,a.d.,
jsc,a.g.,CL
jsc,a.s.,
jsc,a.ş.,TR
jsc,a/s,
jsc,ab,FI LT SE
jsc,abp,FI
jsc,ad,MK
jsc,afore,MX
jsc,ag,AT BE CH DE LI
jsc,agmsz,BE
jsc,akc spol,
jsc,akc. spol.,SK
jsc,akciju sabiedrība,LV
jsc,akcinės bendrovės,LT
jsc,akciova spolecnost,
jsc,akciová společnost,CZ
jsc,akciová spoločnosť,SK
jsc,aksjeselskap,NO
jsc,aktiebolag,FI SE
jsc,aktiengesellschaft,AT BE CH DE LI
jsc,aktiengesellschaft mit sozialer zielsetzung,BE
jsc,aktieselskab,DK
jsc,aktsiaselts,EE
jsc,aktsionernoe obshchestvo,
jsc,aktsionernoye obshchestvo,
jsc,alberta business corporation,CA
jsc,alberta loan corporation,CA
jsc,alberta professional corporation,CA
jsc,alberta trust corporation,CA
jsc,alberta unlimited liability corporation,CA
jsc,allmennaksjeselskap,NO
jsc,annat fastighetsaktiebolag,FI
jsc,anonim sirket,
jsc,anonim sirketi,
jsc,anonim şirket,TR
jsc,anonim şirketi,
jsc,ao,
jsc,as,EE LV NO
jsc,as.,
jsc,asa,NO
jsc,asunto-osakeyhtiö,FI
jsc,at,
jsc,aş,
jsc,b.c.,US
jsc,b.s.c.,
jsc,bab,SE
jsc,banka - a. s.,SK
jsc,banka - akciová spoločnosť,SK
jsc,bankaktiebolag,SE
jsc,benefit corporation,US
jsc,benefit professional corporation,US
jsc,berhad,
jsc,bhd,MY
jsc,bostadsaktiebolag,FI
jsc,bsc,
jsc,burgerlijke vennootschap onder vorm van naamloze vennootschap,BE
jsc,business corporation,CA US
jsc,business corporations,CA
jsc,business development corporation,US
jsc,bv nv,BE
jsc,c.a.,US
jsc,c.d.c.,US
jsc,c.p.,CA
jsc,ca,
jsc,cant. publ. co.,CH
jsc,cantonal public company,CH
jsc,cdc,US
jsc,charitable incorporated organisation,GB
jsc,chartered,US
jsc,chtd,US
jsc,chusik hoesa,
jsc,cjsc,
jsc,close corporation,PH PR US ZA
jsc,closed joint stock company,
jsc,co-operative corporation,CA
jsc,community development corporation,US
jsc,compania anonima,
jsc,condominium corporation,CA
jsc,condominium corporations,CA
jsc,congressional chartered corporation,US
jsc,cooperative corporation,US
jsc,corp,VC VG
jsc,corp.,BB CA US
jsc,corp. droit public,CH
jsc,corp. publ. co.,CH
jsc,corporated,
jsc,corporation,CA GU MH PR US
jsc,corporation constituée par une loi du parlement,CA
jsc,corporation created by an act of the legislature,CA
jsc,corporation de droit public,CH
jsc,corporation nonstock nonprofit,US
jsc,corporation professionnelle,CA
jsc,corporation sole,US
jsc,corporation without share capital,CA
jsc,corporations enacted by an act of parliament,CA
jsc,corporations formed by an act of the saskatchewan legislature,CA
jsc,corpororate public company,CH
jsc,d.d.,HR SI
jsc,dd,
jsc,delniška družba,SI
jsc,development corporation,US
jsc,dioničko društvo,HR
jsc,distr. publ. co.,CH
jsc,district public company,CH
jsc,domestic benefit corporation,US
jsc,domestic business corporation,US
jsc,domestic corporation,US
jsc,domestic corporation professional corporation,US
jsc,domestic non-profit corporation,US VI
jsc,domestic profit corporation,VI
jsc,domestic public benefit corporation,US
jsc,domestic trade & labor corporation,VI
jsc,domestic unincorporated association,US
jsc,domesticated foreign corporation,US
jsc,domesticated foreign corporation professional corporation,US
jsc,ecclesiastical corporation,US
jsc,edge act corporation,US
jsc,educational corporation,PH
jsc,ehf,
jsc,ehf.,IS
jsc,einkahlutafélag,IS
jsc,electric cooperative corporations,US
jsc,electric cooperative nonprofit membership corporation,US
jsc,employee cooperative corporation,US
jsc,europäische aktiengesellschaft,DE
jsc,európai részvénytársaság,HU
jsc,evropska delniška družba,SI
jsc,extraprovincial non-share corporation,CA
jsc,f. i. de c.,MX
jsc,f. i. de o. l.,MX
jsc,f. i. de r. v.,MX
jsc,f. i. en i. d.,MX
jsc,fab,SE
jsc,fed. publ. co.,CH
jsc,federal public company,CH
jsc,financial corporations,US
jsc,for-profit corporation,US
jsc,for-profit corporation close,US
jsc,for-profit corporation general stock,US
jsc,for-profit corporation professional,US
jsc,for-profit public benefit corporation,US
jsc,foreign benefit corporation,US
jsc,foreign corp professional corporation,US
jsc,foreign corporation,US
jsc,foreign legal nature,CH
jsc,foreign non-profit corporation,US VI
jsc,foreign profit corporation,VI
jsc,foreign public company,CH
jsc,foreign resident corporation,CA
jsc,foreign trade & labor corporation,VI
jsc,försäkringsaktiebolag,FI SE
jsc,gag,DE
jsc,gemeinnützige aktiengesellschaft,DE
jsc,general business corporation,US
jsc,gufen gongsi,
jsc,gufen youxian gongsi,
jsc,hf,
jsc,hf.,IS
jsc,hlutafélag,IS
jsc,housing cooperative corporation,US
jsc,icc,GG
jsc,inc,AU US
jsc,inc.,AU BB CA PH US
jsc,inc. co.,US
jsc,inc. limited,US
jsc,incorporated,CA US
jsc,incorporated association,AU
jsc,incorporated cell,AE GG
jsc,incorporated cell company,AE GG
jsc,incorporated society,WS
jsc,incorporation,US
jsc,incorporee,CA
jsc,indigenous corporation,AU
jsc,insurance corporation,US
jsc,insurance corporations,US
jsc,international business corporation,AG
jsc,invag,DE
jsc,investmentaktiengesellschaft,DE
jsc,j.s.c.,
jsc,jituan gufen youxian gongsi,
jsc,joint stock,
jsc,joint stock co,
jsc,joint stock commercial,
jsc,joint stock company,
jsc,joint-stock company,
jsc,jsc,
jsc,julkinen osakeyhtiö,FI
jsc,julkinen vakuutusosakeyhtiö,FI
jsc,jusik hoesa,
jsc,k.k.,
jsc,kabushiki gaisha,
jsc,kabushiki kaisha,
jsc,kabushikigaisha,
jsc,kabushikikaisha,
jsc,keskinäinen kiinteistöosakeyhtiö,FI
jsc,kk,
jsc,kpsc,
jsc,ksc,
jsc,kscp,
jsc,labuan pre-incorporated company,MY
jsc,limited corp,US
jsc,limited or ltd.,US
jsc,limitee,CA
jsc,loc. publ. co.,CH
jsc,local public company,CH
jsc,ltee.,CA
jsc,ltée.,CA
jsc,mutual benefit corporation,US
jsc,muu kiinteistöosakeyhtiö,FI
jsc,n.v.,AW NL SR
jsc,naamloze vennootschap,AW BE BQ CW NL SX
jsc,naamloze vennootschap met een sociaal oogmerk,BE
jsc,naamloze vennootschap van publiek recht,BE
jsc,nebraska benefit corporation,US
jsc,non profit domesticated foreign corporation,US
jsc,non profit foreign corporation,US
jsc,non stock corporation,US
jsc,non taxable corporation,US
jsc,non-profit corporation,US
jsc,non-profit corporations,CA
jsc,non-share corporations,CA
jsc,nonprofit corporation,US
jsc,nonprofit corporation mutual benefit,US
jsc,nonprofit corporation public benefit,US
jsc,nonprofit corporation religious,US
jsc,nonprofit electric generation and transmission cooperative corporation,US
jsc,nonstock corporation,PH US
jsc,not for profit corporation,US
jsc,not-for-profit corporation,US
jsc,not-for-profit corporations,CA
jsc,nt corporation,CA
jsc,nv,AW BE NL SR SX
jsc,nv pr,BE
jsc,nv so,BE
jsc,nyilvánosan működő részvénytársaság,HU
jsc,nyrt,
jsc,nyrt.,HU
jsc,oao,
jsc,oaо,
jsc,ojsc,
jsc,old public company,GB
jsc,one person corporation,PH
jsc,opc,PH
jsc,open joint stock company,
jsc,or inc.,US
jsc,osakeyhtio,
jsc,osakeyhtiö,FI
jsc,otkrytoe aktsionernoe obshchestvo,
jsc,otkrytoye aktsionernoye obshchestvo,
jsc,oy,FI
jsc,oy ab,
jsc,oyj,FI
jsc,p.a.,US
jsc,p.b.c.,US
jsc,p.c,US
jsc,p.c.,CA US
jsc,p.j.s.,
jsc,p.j.s.c.,
jsc,p.l.c,GB MT
jsc,p.l.c.,MT
jsc,p.t.,
jsc,pao,
jsc,pat,
jsc,pbc,US
jsc,perseroan terbatas,
jsc,pjs,
jsc,pjsc,
jsc,plc,GB GI IE JE MT MU
jsc,poisťovna - a. s.,SK
jsc,poisťovňa - akciová spoločnosť,SK
jsc,prat,
jsc,private act corporation,CA
jsc,private act not-for-profit corporation,CA
jsc,private joint stock company,AE
jsc,private limited corporation,CA
jsc,private unlimited liability corporation,CA
jsc,prof. corp,US
jsc,prof. corp.,US
jsc,professional benefit corporation,US
jsc,professional close corporation,US
jsc,professional corporation,CA PR US
jsc,professional corporation or p.c.,US
jsc,professional service corporation,US
jsc,professional services corporation,US
jsc,profit corporation,US
jsc,prosta spółka akcyjna,PL
jsc,psa,PL
jsc,psc,US
jsc,pt,MU
jsc,public benefit corporation,PR US
jsc,public benefit corporations,US
jsc,public company,BB BN CA GG KN LS MY SB SC VC ZA
jsc,public company limited by guarantee,AU
jsc,public company limited by shares,AE AU BS HK MU
jsc,public corporation,CH US
jsc,public joint stock,
jsc,public joint stock company,AE
jsc,public limited by guarantee,GH
jsc,public limited company,GB GH GI IE IN JE KH WS
jsc,public limited corporation,CA
jsc,public limited liability companies,BW
jsc,public limited liability company,MT
jsc,public unlimited liability corporation,CA
jsc,publichnoe aktsionernoe obshchestvo,
jsc,publicly traded corporation,US
jsc,publikt aktiebolag,FI
jsc,publikt försäkringsaktiebolag,FI
jsc,publikt ömsesidigt försäkringsaktiebolag,FI
jsc,qpsc,
jsc,qsc,
jsc,registered extraprovincial non-share corporation,CA
jsc,registration of extra-provincial corporations,CA
jsc,reit-ag,DE
jsc,reit-aktiengesellschaft,DE
jsc,religious corporation,PH US
jsc,religious corporations,US
jsc,religious society or religious corporation,US
jsc,rntbc,AU
jsc,rt,
jsc,rt.,HU
jsc,részvénytársaság,HU
jsc,s. a.,DO MX
jsc,s. a. de c. v.,MX
jsc,s. a. de c.v.,MX
jsc,s.a.,AR CL CO CR ES GT HN MX PA PL PY
jsc,s.a. de c.v.,MX
jsc,s.a. p.i.,MX
jsc,s.a. p.i. b.,MX
jsc,s.a. p.i. de c.v.,MX
jsc,s.a.b.,MX
jsc,s.a.b. de c.v.,MX
jsc,s.a.b. sofom e.r.,MX
jsc,s.a.l.,ES
jsc,s.a.m.,BO
jsc,s.a.o.g.,
jsc,s.a.p.i. de c.v.,MX
jsc,s.a.p.i.b. de c.v.,MX
jsc,s.a.s.,
jsc,s.a.u.,AR
jsc,s.p.a.,IT
jsc,sa,BE CH FR LU RO TN
jsc,sa de cv,
jsc,sa dpu,BE
jsc,sa fs,BE
jsc,sab de cv,
jsc,sac,PE
jsc,saf,
jsc,safer anonyme à directoire,FR
jsc,sahami am,
jsc,sahami khass,
jsc,sal,
jsc,sam,MC
jsc,samlagshlutafélag,IS
jsc,sao,
jsc,saoc,
jsc,saog,
jsc,sapa,
jsc,sapi de cv,
jsc,sas,DO
jsc,sc sa,BE
jsc,scottish charitable incorporated organisation,GB
jsc,sdn bhd bhd,BN
jsc,se,DE GB HU NL PT SI
jsc,share corporations,CA
jsc,shareholding company,
jsc,sherkat sahami,
jsc,sherkat sahami khass,
jsc,sherkate sahami,
jsc,siefore,MX
jsc,sjsc,
jsc,slhf.,IS
jsc,sociedad anonima,AR ES PY
jsc,sociedad anonima de capital variable,
jsc,sociedad anonima europea,ES
jsc,sociedad anonima laboral,ES
jsc,sociedad anonima profesional,ES
jsc,sociedad anonima unipersonal,AR
jsc,sociedad anónima,CL CO CR DO GT HN MX PA
jsc,sociedad anónima bolsa de valores,MX
jsc,sociedad anónima bursátil,MX
jsc,sociedad anónima bursátil de capital variable,MX
jsc,sociedad anónima bursátil de capital variable bolsa de valores,MX
jsc,sociedad anónima bursátil de capital variable casa de bolsa,MX
jsc,sociedad anónima bursátil de capital variable sociedad controladora,MX
jsc,sociedad anónima casa de cambio,MX
jsc,sociedad anónima centro cambiario,MX
jsc,sociedad anónima cerrada,PE
jsc,sociedad anónima de capital variable,MX
jsc,sociedad anónima de capital variable bolsa de valores,MX
jsc,sociedad anónima de capital variable casa de bolsa,MX
jsc,sociedad anónima de capital variable casa de cambio,MX
jsc,sociedad anónima de capital variable centro cambiario,MX
jsc,sociedad anónima de capital variable contraparte central de valores,MX
jsc,sociedad anónima de capital variable financiera comunitaria,MX
jsc,sociedad anónima de capital variable financiera popular,MX
jsc,sociedad anónima de capital variable institución de fianzas,MX
jsc,sociedad anónima de capital variable institución de seguros,MX
jsc,sociedad anónima de capital variable sociedad controladora,MX
jsc,sociedad anónima de capital variable unión de crédito,MX
jsc,sociedad anónima financiera comunitaria,MX
jsc,sociedad anónima financiera popular,MX
jsc,sociedad anónima institución de banca múltiple,MX
jsc,sociedad anónima institución de fianzas,MX
jsc,sociedad anónima institución de seguros,MX
jsc,sociedad anónima mixta,BO
jsc,sociedad anónima promotora de inversión,MX
jsc,sociedad anónima promotora de inversión bursátil,MX
jsc,sociedad anónima promotora de inversión bursátil de capital variable,MX
jsc,sociedad anónima promotora de inversión de capital variable,MX
jsc,sociedad anónima simplificada,DO
jsc,sociedad anónima sociedad de información crediticia,MX
jsc,sociedad por acciones simplificada,
jsc,sociedade anonima,
jsc,sociedade anónima,PT
jsc,sociedade anónima desportiva,PT
jsc,sociedade anónima europeia,PT
jsc,societas europaea,
jsc,societate pe acţiuni,RO
jsc,societe anonyme,
jsc,società anonima,CH
jsc,società per azioni,IT
jsc,società per azioni con socio unico,IT
jsc,société anonyme,BE CH FR LU TN
jsc,société anonyme de droit public,BE
jsc,société anonyme monégasque,MC
jsc,société anonyme à finalité sociale,BE
jsc,société civile sous forme de société anonyme,BE
jsc,société coopérative de production de hlm anonyme à directoire,FR
jsc,société coopérative organisée sous forme de société anonyme,LU
jsc,société d'exercice libéral à forme anonyme à conseil d'administration,FR
jsc,société d'exercice libéral à forme anonyme à directoire,FR
jsc,sofom e.n.r.,MX
jsc,sofom e.r.,MX
jsc,spa,IT
jsc,special corporation for municipal development,PR
jsc,special employee owned corporation,PR
jsc,spolka akcyjna,
jsc,sponsored by municipal corporation,PR
jsc,spółka akcyjna,PL
jsc,statutory close corporation,US
jsc,stock corporation,PH US
jsc,sustainable business corporation,US
jsc,tbk,
jsc,unicorporated non-profit association,US
jsc,unincorporated non-profit association,US
jsc,unincorporated nonprofit association,US
jsc,uždarosios akcinės bendrovės,LT
jsc,vakuutusosakeyhtiö,FI
jsc,vat,
jsc,zakrytoe aktsionernoe obshchestvo,
jsc,zao,
jsc,zrg ag,BE
jsc,zrt,
jsc,zrt.,HU
jsc,zártkörűen működő részvénytársaság,HU
jsc,ö.-r.ag,BE
jsc,öffentlich-rechtliche aktiengesellschaft,BE
jsc,ömsesidigt fastighetsaktiebolag,FI
jsc,а.д,RS
jsc,ад,BG RS
jsc,адсиц,BG
jsc,акционарско друштво,RS
jsc,акционерно дружество,BG
jsc,акционерно дружество със специална инвестиционна цел,BG
jsc,акционерное общество,
jsc,акционерные общества,RU
jsc,акционерско друштво,MK
jsc,ао,
jsc,еад,BG
jsc,еднолично акционерно дружество,BG
jsc,закрытое акционерное общество,BY
jsc,зао,BY
jsc,непубличные акционерные общества,RU
jsc,оао,BY
jsc,открытое акционерное общество,BY RU
jsc,пао,
jsc,пат,
jsc,прат,
jsc,публичное акционерное общество,
jsc,публичные акционерные общества,RU
jsc,тdt,
jsc,㈜,
jsc,㈱,
jsc,公眾股份有限公司,HK
jsc,株式会社,JP
jsc,株式會社,
jsc,私人股份有限公司,HK
jsc,股份公司,
jsc,股份有限,
jsc,股份有限公司,
jsc,주식회사,KR
llc,a.r.l,JE
llc,aandeelhouder bestuurde besloten vennootschap,BQ
llc,anpartsselskab,DK
llc,aps,DK
llc,assn.,US
llc,assoc,US
llc,b.v.,AW NL
llc,besloten vennootschap,AW BE BQ CW SX
llc,besloten vennootschap met beperkte aansprakelijkheid,BE NL
llc,besloten vennootschap naar nederlands recht,BQ
llc,besloten vennootschap van publiek recht,BE
llc,bv,AW BE NL SX
llc,bv ba,
llc,bv bvba,BE
llc,bv cvba,BE
llc,bv cvoa,BE
llc,bv pr,BE
llc,bvba,BE
llc,bvba so,BE
llc,cia ltda,EC
llc,clg,IE
llc,co ltd,
llc,co-op.,US
llc,co. ltd.,
llc,companies limited by guarantee,BW
llc,company limited,
llc,company limited both by shares and by guarantee,BS
llc,company limited by guarantee,AE BS BZ CA GG HK IE IN JM KY SC
llc,company limited by shares,AE BS BZ CH GG JM KY SC VG
llc,company limited by shares and guarantee,SC
llc,compañía de responsabilidad limitada,EC PR
llc,compañía de responsabilidad limitada con fin social,PR
llc,cong ty tnhh,
llc,coop.,US
llc,coöperatieve vennootschap met beperkte aansprakelijkheid,BE
llc,coöperatieve vennootschap met onbeperkte aansprakelijkheid,BE
llc,cvba,BE
llc,cvba pr,BE
llc,cvba so,BE
llc,cvoa,BE
llc,cvoa cd,BE
llc,cvoa so,BE
llc,cía. ltda.,GT
llc,d.n.o.,SI
llc,d.o.o.,HR SI
llc,designated activity company limited by guarantee,IE
llc,dmcc,
llc,domestic limited cooperative association,US
llc,domestic limited liability company,US VI
llc,domestic low-profit limited liability company,US
llc,domestic professional limited liability company,US
llc,doo,
llc,družba z neomejeno odgovornostjo,SI
llc,družba z omejeno odgovornostjo,SI
llc,e.i.r.l,CL PY
llc,e.i.r.l.,CR
llc,e.r.l.,ES
llc,ebvba,BE
llc,ebvba so,BE
llc,eenpersoons besloten vennootschap met beperkte aansprakelijkheid,BE
llc,eireli,BR
llc,eirl,DO PE
llc,emprendedor de responsabilidad limitada,ES
llc,empresa individual de responsabilidad limitada,CL CR DO PE
llc,empresa individual de responsabilidade limitada,BR
llc,empresa unipersonal de responsabilidad limitada,PY
llc,eood,
llc,estabelecimento individual de responsabilidade limitada,PT
llc,exempted companies limited by shares,BM
llc,exempted company,
llc,exempted company limited by guarantee,BM
llc,exempted limited duration company,KY
llc,exempted unlimited company,BM
llc,exploitation agricole à responsabilité limitée,FR
llc,foreign limited cooperative association,US
llc,foreign limited liability company,US VI
llc,foreign non-profit limited liability company,US
llc,foreign professional limited liability company,US
llc,free zone company,
llc,free zone establishment,
llc,fz llc,
llc,fz-llc,
llc,fzc,
llc,fzco,
llc,fze,
llc,gbhsz,BE
llc,gemeinnützige gesellschaft mit beschränkter haftung,DE
llc,gen.mbh,BE
llc,gen.mubh,BE
llc,genossenschaft mit beschränkter haftung,BE
llc,genossenschaft mit beschränkter haftung mit sozialer zielsetzung,BE
llc,genossenschaft mit unbeschränkter haftung,BE
llc,genossenschaft mit unbeschränkter haftung mit sozialer zielsetzung,BE
llc,ges.m.b.h.,AT LI
llc,gesellschaft mbh,
llc,gesellschaft mit beschränkter haftung,AT BE DE LI
llc,ggmbh,DE
llc,gk,
llc,gmbh,AT BE CH DE LI
llc,gmbh ug,DE
llc,gmuhgb,BE
llc,godo kaisha,
llc,guhsz,BE
llc,ibc,SC
llc,international business company - company limited by guarantee,SC
llc,international business company - company limited by shares,SC VC
llc,international business company - limited duration company,VC
llc,international business company - limited life company,SC
llc,j.d.o.o,HR
llc,kft,
llc,kft.,HU
llc,kkt,
llc,korlátolt felelősségű társaság,HU
llc,l.c.,US
llc,l.c.a.,US
llc,l.l.c,US
llc,l.l.c.,US
llc,lbg,GG
llc,lca,US
llc,lda,
llc,ldc,KY VC
llc,liability company,US
llc,limitada,
llc,limited,CA CH GB GG GI HK IE JE MT NZ US
llc,limited by guarantee,CA
llc,limited co,
llc,limited company,CA GG IE US
llc,limited company and limited by guarantee,CA
llc,limited cooperative,US
llc,limited cooperative assocation,US
llc,limited cooperative association,US
llc,limited liability,
llc,limited liability co,
llc,limited liability co.,US
llc,limited liability company,AE CH CK GU IM KN KY MH NZ PR US
llc,limited liability limited partership,US
llc,limited liabilty company,US
llc,limited liabilty partnerships,CA
llc,limited liablity partnership,US
llc,limited proprietary company,AU
llc,limited sirket,
llc,limited sirketi,
llc,limited şirket,TR
llc,limited şirketi,
llc,limted,
llc,llc,KN KY US
llc,llc.,US
llc,lmtd,
llc,local company limited by guarantee,BM
llc,local company limited by shares,BM
llc,local unlimited company,BM
llc,low-profit limited liability company,US
llc,ltd,BS CA CH GB GG GI HK IE JE KY MT MU NZ US VC VG
llc,ltd co,US
llc,ltd co-op,US
llc,ltd liability co,US
llc,ltd sti,
llc,ltd.,CA CH GB GG GI HK IE JE MT NZ US
llc,ltd. co,US
llc,ltd. co.,US
llc,ltd. liability co,US
llc,ltd. liability co.,US
llc,ltd. liability company,US
llc,ltd. şti.,TR
llc,ltda,GT
llc,ltda.,BR CO
llc,ltee,MU
llc,m.r.l.,PA
llc,master limited liability company,US
llc,mbh,
llc,mchj,
llc,micro-empresa de responsabilidad limitada,PA
llc,mmm,
llc,non profit dom limited cooperative association,US
llc,non profit foreign limited cooperative association,US
llc,non-profit limited liability company,US
llc,nonprofit limited liability company,US
llc,obschestvo s ogranichennoy otvetstvennostyu,
llc,obshchestvo s ogranichennoi otvetstvennostyu,
llc,obshchestvo s ogranichennoy otvetstvennostyu,
llc,oc oo,
llc,one person company,
llc,one person llc,
llc,ood,
llc,ooo,
llc,osaühing,EE
llc,ou,
llc,oü,EE
llc,p.l.l.c.,US
llc,p.l.l.p,US
llc,patnership limited by shares,CH
llc,pgbhsz,BE
llc,pgmbh,BE
llc,pgmbhma,BE
llc,piccola società cooperativa a responsabilità limitata,IT
llc,pllc,US
llc,pllp,US
llc,pmbhsz,BE
llc,private companiy limited by guarantee,MU
llc,private company,
llc,private company limited by guarantee,AE
llc,private company limited by shares,AE HK IE
llc,private company unlimited with shares,AE
llc,private company unlimited without shares,AE
llc,private limited,GB
llc,private limited by guarantee,GB GH GI JE
llc,private limited by share,GH
llc,private limited company,BN GB GI IN JE KH WS
llc,private limited liability companies,BW
llc,private limited liability company,MT
llc,private unlimited,GB
llc,private unlimited by share,GH
llc,private unlimited company,GI IE
llc,private unlimited company with a share capital,HK
llc,privatgesellschaft mit beschränkter haftung,BE
llc,privatgesellschaft mit beschränkter haftung mit sozialer zielsetzung,BE
llc,professional limited liability company,US
llc,professional limited liabity partnership,US
llc,professional series limited liability company,US
llc,professonal limited liability company,US
llc,proprietary,AU
llc,proprietary limited,AU
llc,proprietary ltd,AU
llc,pte,
llc,pte ltd,
llc,pty,AU
llc,pty limited,AU
llc,pty ltd,AU
llc,pty ltd.,AU
llc,pty.,AU
llc,pty. ltd.,AU
llc,public companies limited by guarantee,MU
llc,public unlimited company,GH IE
llc,public unlimited company that has no share capital,IE
llc,public unlimited company with a share capital,HK
llc,pvt,
llc,pvt ltd,IN
llc,pvt. ltd.,IN PK
llc,s de rl,
llc,s de rl de cv,
llc,s. civil de r. l.,PE
llc,s. de r. l.,HN MX
llc,s. de r. l. de c. v.,MX
llc,s. de r.l.,
llc,s. de r.l. de c.v.,
llc,s. de r.l. mi,MX
llc,s. r. l.,DO
llc,s.a.r.l.,
llc,s.c. de r.l. de c.v.,MX
llc,s.c.a.r.l.,IT
llc,s.c.l.,MX
llc,s.c.l. de c.v.,MX
llc,s.e.n.c.r.l.,CA
llc,s.l.,CR ES
llc,s.l.l.,ES
llc,s.l.n.e.,ES
llc,s.p.b.l.l.c.,US
llc,s.p.r. de r.l. de c.v.,MX
llc,s.r.l,PY
llc,s.r.l.,BO CR ES IT PA
llc,s.r.l. semplificata,IT
llc,s.r.l.l.,ES
llc,s.r.l.p.,ES
llc,s.r.l.s.,IT
llc,s.r.o.,
llc,s.à r.l.-s,LU
llc,sabiedrība ar ierobežotu atbildību,LV
llc,sarl,CH LU MC TN
llc,sas de cv,
llc,sc scrl,BE
llc,sc sprl,BE
llc,scc limited,VC
llc,scc ltd,VC
llc,scrl dpu,BE
llc,scrl fs,BE
llc,sdn berhad,
llc,sdn bhd,
llc,sendirian berhad,
llc,series limited liability company,US
llc,sia,LV
llc,single person company,
llc,slu,ES
llc,smc,PK
llc,sociedad civil de responsabilidad limitada,PE
llc,sociedad comercial de responsabilidad limitada,PE
llc,sociedad cooperativa de responsabilidad limitada de capital variable,MX
llc,sociedad cooperativa limitada,MX
llc,sociedad cooperativa limitada de capital variable,MX
llc,sociedad de producción rural de responsabilidad ilimitada,MX
llc,sociedad de producción rural de responsabilidad limitada,MX
llc,sociedad de responsabilidad limitada,CL CO ES GT HN MX PA PR PY
llc,sociedad de responsabilidad limitada de capital variable,MX
llc,sociedad de responsabilidad limitada microindustrial,MX
llc,sociedad de responsabilidad limitada o sociedad limitada,CR
llc,sociedad de responsabilidad limitada.,BO
llc,sociedad de responsaibilidad limitada,DO
llc,sociedad limitada de nueva empresa,ES
llc,sociedad limitada profesional,ES
llc,sociedad limitada unipersonal,ES
llc,sociedade limitada,BR
llc,societate cu răspundere limitată,RO
llc,società a responsabilità limitata,IT
llc,società a responsabilità limitata con unico socio,IT
llc,società a responsabilità limitata semplificata,IT
llc,società consortile a responsabilità limitata,IT
llc,società consortile cooperativa a responsabilità limitata,IT
llc,società cooperativa a responsabilità limitata,IT
llc,société coopérative à responsabilité limitée,BE
llc,société coopérative à responsabilité limitée de droit public,BE
llc,société coopérative à responsabilité limitée à finalité sociale,BE
llc,société d'exercice libéral à responsabilité limitée,FR
llc,société d'exercice libéral à responsabilité limitée à associé unique,FR
llc,société en nom collectif à responsabilité limitée,CA
llc,société privée à responsabilité limitée,BE
llc,société privée à responsabilité limitée unipersonnelle,BE
llc,société privée à responsabilité limitée à finalité sociale,BE
llc,société unipersonnelle à responsabilité limitée,TN
llc,société à responsabilité limitée,BE LU MC TN
llc,société à responsabilité limitée de droit public,BE
llc,société à responsabilité limitée du nouveau-brunswick,CA
llc,société à responsabilité limitée simplifiée,LU
llc,sp z oo,
llc,sp. z o.o.,PL
llc,spbllc,US
llc,spc,
llc,spol s ro,
llc,spol. s r. o.,SK
llc,spol. s r.o.,
llc,společnost s ručením omezeným,CZ
llc,spolka z oo,
llc,spoločnosť s ručením obmedzeným,SK
llc,spr,MX
llc,sprl,BE
llc,sprl fs,BE
llc,sprlu,BE
llc,sprlu fs,BE
llc,spółka z o.o.,
llc,spółka z ograniczoną odpowiedzialnością,PL
llc,srl,BE CL IT PE RO
llc,srl dpu,BE
llc,sro,
llc,statutory public benefit limited liability company,US
llc,suarl,TN
llc,sàrl,
llc,tnhh,
llc,too,
llc,tov,
llc,tovarystvo z obmezhenoyu vidpovidalnistyu,
llc,trach nhiem huu han,
llc,u.l.c.,CA
llc,uab,LT
llc,ug,
llc,ulc,CA
llc,ultd,HK NZ PK
llc,uniform limited cooperative association,US
llc,unlimited,PK
llc,unlimited company,AE BZ CA IN JM KY PK SC
llc,unlimited company that is authorised to issue shares,VG
llc,unlimited company that is not authorised to issue shares,VG
llc,unlimited liability company,BS GG NZ
llc,unlimited proprietary company,AU
llc,unltd,HK NZ PK VC VG
llc,unternehmergesellschaft,DE
llc,v.b.a.,AW
llc,vba,AW
llc,vennootschap met beperkte aansprakelijkheid,AW
llc,w.l.l.,
llc,with limited liability,
llc,wll,
llc,youxian gongsi,
llc,youxian zeren gongsi,
llc,yugen kaisha,
llc,yuhan hoesa,
llc,z.o.o.,SI
llc,zadruga z omejeno odgovornostjo,SI
llc,zvggbh,BE
llc,zvggugch,BE
llc,zvgpgbh,BE
llc,öffentlich-rechtliche genossenschaft mit beschränkter haftung,BE
llc,öffentlich-rechtliche gesellschaft mit beschränkter haftung,BE
llc,öfrgmbh,BE
llc,örgmbh,BE
llc,д.о.о.,RS
llc,доо,RS
llc,дружество с ограничена отговорност,BG
llc,друштво са ограниченом одговорношћу,RS
llc,европейско кооперативно дружество с ограничена отговорност,BG
llc,еднолично дружество с ограничена отговорност,BG
llc,еоод,BG
llc,общества с ограниченной ответственностью,RU
llc,общество с ограниченной ответственностью,BY
llc,оод,BG
llc,ооо,BY
llc,тов,
llc,тоо,
llc,合同会社,JP
llc,擔保有限公司,HK
llc,有限会社,JP
llc,有限公司,HK
llc,有限責任公司,
llc,有限责任公司,
llc,责任有限公司,
llc,유한책임회사,KR
llc,유한회사,KR
llp,alberta limited liability partnership,CA
llp,domestic limited liability partnership,US VI
llp,domestic registered limited liability partnership,US
llp,extraprovincial limited liability partnership,CA
llp,foreign limited liability partnership,US VI
llp,l.l.p.,JE MU PK US
llp,labuan islamic limited liability partnership,MY
llp,labuan islamic recognized limited liability partnership,MY
llp,labuan limited liability partnerships,MY
llp,labuan recognized limited liability partnership,MY
llp,liability partnership,US
llp,limited liability partnership,AE BS CA GB GG GU IN JE MU MY PK PR SG US
llp,limited liability partnerships,CA GI MU
llp,limited liabiltity partnership,US
llp,lllp,US
llp,lllp.,
llp,llp,BS CA GB GG GI IN JE MU MY PK SG US
llp,new brunswick limited liability partnership,CA
llp,p.l.l.,US
llp,partg,DE
llp,partg mbb,DE
llp,partnerschaftsgesellschaft,DE
llp,partnerschaftsgesellschaft mit beschränkter berufshaftung,DE
llp,r.l.l.p.,US
llp,registered limited liability partnership,US
llp,registered partnership having limited liability,US
llp,rllp,US
llp,société à responabilité limitée,CA
llp,特殊普通合伙,
lp,a limited partnership,AU
lp,ag & co kg,
lp,ag & co. kgaa,DE
lp,alberta limited partnership,CA
lp,an incorporated limited partnership,AU
lp,betéti társaság,HU
lp,bt.,HU
lp,bv cva,BE
lp,bv gcv,BE
lp,c.v.,NL SR
lp,ccsda,EC
lp,comm.v,BE
lp,comm.va,BE
lp,commanditaire vennootschap,BE CW ID NL SX
lp,commanditaire vennootschap met meerdere beherende vennoten,BQ
lp,commanditaire vennootschap met één beherend vennoot,BQ
lp,commanditaire vennootschap op aandelen,BE BQ SX
lp,commanditaire vennootschap op aandelen met een sociaal oogmerk,BE
lp,commv,BE
lp,compañía en comandita simple y dividida por acciones,EC
lp,cv,ID NL SR SX
lp,cva so,BE
lp,cía s. en c.,CO
lp,cía sca.,CO
lp,cía.,GT
lp,cía. s. en c.,GT
lp,domestic limited partnership,US
lp,einfache kommanditgesellschaft,BE
lp,einfache kommanditgesellschaft mit sozialer zielsetzung,BE
lp,ekg,BE
lp,ekgmsz,BE
lp,elp,KY
lp,exempt limited partnership,KN
lp,exempted limited partnership,BM BS KY
lp,foreign limited partnership,US
lp,gcw so,BE
lp,gewone commanditaire vennootschap,BE
lp,gewone commanditaire vennootschap met een sociaal oogmerk,BE
lp,gmbh & co kg,
lp,gmbh & co. kg,DE
lp,gmbh & co. kgaa,DE
lp,gmbh and co kg,
lp,i.l.p,AU
lp,i.l.p.,JE
lp,ilp,AU IE JE
lp,incorporated limited partnership,JE
lp,incorporated limited partnerships,JE
lp,investment limited partnership,IE
lp,k.d.,HR SI
lp,k.d.d.,SI
lp,k.g.,
lp,k/s,
lp,kb,FI LT SE
lp,keg,AT
lp,kg,AT DE LI
lp,kgaa,BE DE
lp,kgaa & co. kg,DE
lp,kgaamsz,BE
lp,kom. spol.,SK
lp,kom.şti,TR
lp,komandit ortaqlıq,AZ
lp,komandit şirket,TR
lp,komanditinės ūkinės bendrijos,LT
lp,komanditna delniška družba,SI
lp,komanditna druzba,
lp,komanditna družba,SI
lp,komanditno društvo,HR
lp,komanditná spoločnosť,SK
lp,kommandit-ag,CH
lp,kommandit-erwerbsgesellschaft,AT
lp,kommandit. kapitalanlagen,CH
lp,kommanditaktiengesellschaft,CH
lp,kommanditbolag,FI SE
lp,kommanditgesellsch.,CH
lp,kommanditgesellschaft,AT BE CH DE LI
lp,kommanditgesellschaft auf aktien,BE DE
lp,kommanditgesellschaft auf aktien mit sozialer zielsetzung,BE
lp,kommanditgesellschaft fuer kollektive kapitalanlagen,CH
lp,kommanditselskab,DK
lp,kommandittselskap,NO
lp,kommg,BE
lp,ks,NO
lp,ky,
lp,l. p.,JE
lp,l.l.l.p,US
lp,l.l.l.p.,US
lp,l.p.,JE MT MU NZ US
lp,labuan islamic limited partnership,MY
lp,labuan limited partnership,MY
lp,ldt part. coll. invest.,CH
lp,liability ltd.,US
lp,limited liability limited partnership,US
lp,limited partnership,AE AU BB CA CH GB GG GI HK IE JE KH KN KY MH MT MU NZ SC SG US
lp,limited partnership - with legal personality,IM
lp,limited partnership - without legal personality,IM
lp,limited partnership association,US
lp,limited partnership for collective investments,CH
lp,limited partnership formed outside of bc,CA
lp,limited partnerships,GI MU
lp,limited partnerships formed in ns,CA
lp,limted partnership,US
lp,lp,AU CA GB GG GI HK JE KY MT MU NZ SC SG US
lp,lp.,AU JE
lp,ltd partnership,CH
lp,ltd. partnership,US
lp,ltd. partnership.,US
lp,partnership en commendite or limited partnership,MT
lp,professional limited liability limited partnership,US
lp,r.l.l.l.p.,US
lp,registered limited liability limited partnership,US
lp,registered ltd.,US
lp,rlllp,US
lp,s. com.,ES
lp,s. en c.,CR DO ES HN MX PE
lp,s. en c. de c. v.,MX
lp,s. en c. por a.,MX PE
lp,s. en c. por a. de c. v.,MX
lp,s. en c.p.,ES
lp,s.c.a,PY
lp,s.c.a.,BO GT
lp,s.c.s.,BO
lp,s.com. p. a.,ES
lp,s.com.p.,ES
lp,s.com:p.a.p.,ES
lp,s.e.c.,CA
lp,s.l.p.,JE
lp,sc sca,BE
lp,sc scs,BE
lp,sca,BE RO
lp,sca fs,BE
lp,scomm,BE
lp,scs,BE MC RO
lp,scs fs,BE
lp,seca,LU
lp,secs,LU
lp,secsp,LU
lp,separate limited partnership,JE
lp,separate limited partnerships,JE
lp,simple commandite company,AE
lp,slp,JE
lp,soc. com. investimenti,CH
lp,soc. com. investissement,CH
lp,soc. com. per azioni,CH
lp,soc. comm. action,CH
lp,soc. en commandite,CH
lp,soc. in accomandita,CH
lp,sociedad comanditaria por acciones,ES
lp,sociedad comanditaria por acciones profesional,ES
lp,sociedad comanditaria simple,ES
lp,sociedad comanditaria simple profesional,ES
lp,sociedad en comandita,CR
lp,sociedad en comandita civil,CL
lp,sociedad en comandita comercial,CL
lp,sociedad en comandita por acciones,CO DO GT MX PA PE PY
lp,sociedad en comandita por acciones de capital variable,MX
lp,sociedad en comandita por acciones.,BO HN
lp,sociedad en comandita simple,CO DO GT HN MX PA PE PY
lp,sociedad en comandita simple de capital variable,MX
lp,sociedad en comandita simple.,BO
lp,sociedade em comandita,PT
lp,sociedade em comandita por ações,BR
lp,societate în comandită pe acţiuni,RO
lp,societate în comandită simplă,RO
lp,societe en commandite,CA
lp,società consortile in accomandita semplice,IT
lp,società in accomandita,CH
lp,società in accomandita per azioni,CH IT
lp,società in accomandita per investimenti collettivi di capitale,CH
lp,società in accomandita semplice,IT
lp,société civile sous forme de société en commandite simple,BE
lp,société d'exercice libéral en commandite par actions,FR
lp,société en commandite,BE CA CH
lp,société en commandite de placements collectifs,CH
lp,société en commandite par action,CH
lp,société en commandite par actions,BE FR LU
lp,société en commandite par actions coopérative,FR
lp,société en commandite par actions à finalité sociale,BE
lp,société en commandite simple,BE FR LU MC
lp,société en commandite simple coopérative,FR
lp,société en commandite simple à finalité sociale,BE
lp,société en commandite spéciale,LU
lp,soċjetà in akkomandita jew soċjetà limitata,MT
lp,spol. kom. na akcie,SK
lp,společnost komanditní,CZ
lp,společnost komanditní na akcie,CZ
lp,spoločnosť komanditná na akcie,SK
lp,stiftung & co. kg,DE
lp,stiftung & co. kgaa,DE
lp,zrg ekg,BE
lp,zrg kgaa,BE
lp,к.д,RS
lp,кд,BG RS
lp,кда,BG
lp,командитно дружество,BG
lp,командитно дружество с акции,BG
lp,командитно друштво,MK RS
lp,командитно друштво со акции,MK
lp,合資会社,JP
lp,有限合伙,
lp,有限合伙企业,
sole,business name - sole proprietor,CA
sole,e. k.,DE
sole,e. kffr,DE
sole,e. kfm.,DE
sole,e.k.,
sole,e.u.,
sole,e.u.r.l.,
sole,eenmanszaak met meerdere eigenaren,BQ
sole,einzelfirma,CH
sole,einzelunternehmen,
sole,einzelunternehmen eingetragener kaufmann eingetragene kauffrau,DE
sole,ek,DE
sole,entreprise individuelle,CH LU TN
sole,eu,
sole,eurl,
sole,fie,
sole,impresa individuale,IT
sole,individual entrepreneur,
sole,individually owned co.,CH
sole,individualnyy predprinimatel,
sole,ip,
sole,raison individuelle,CH
sole,sencrl,CA
sole,sole proprietor,AE BS
sole,sole proprietors,CA
sole,sole proprietorship,BB CA CH GH GU IN KH US VC
sole,sole trader,JM MT
sole,ип,
sole,个体工商户,
state,federal state unitary enterprise,
state,federalnoe gosudarstvennoe unitarnoe predpriyatie,
state,fgup,
state,gosudarstvennoe predpriyatie,
state,gup,
state,rup,
state,state enterprise,
state,state owned enterprise,
state,state unitary enterprise,
state,гуп,
state,уп,BY
state,фгуп,
state,全民所有制企业,
`;

/** reference/party-names/person-words.csv */
export const PERSON_WORDS = `kind,word,spellings
title,mr,mister|sr|senor|señor|herr|monsieur|gospodin|xiansheng|bay|don
title,mrs,ms|miss|madam|mme|madame|senora|señora|frau|dona|doña|bayan|nushi|sra
title,dr,doctor|doktor|prof|professor|eng|engr|ing|dra
title,general,gen|brig|brigadier|lt|lieutenant|col|colonel|maj|major|capt|captain|cpt|sgt|sergeant|marshal|admiral|adm|comandante|commander
title,sheikh,shaikh|shaykh|sheik|cheikh|shayk|chaykh
title,haji,hajji|hadji|hajj|haj|al-hajj|alhaj|hadj|hajii|haaji
title,mullah,mulla|mollah|mawlawi|maulavi|maulawi|mawlavi|molla|maulana|moulana|mawlana|qari|alhaji|ustad|ustadh|akhund|hafiz|ayatollah|hojjat|hojjatoleslam|imam|mufti|sayyid|sayed|syed|seyed|seyyed|sayyed|said al|agha-ye|mirza
title,sir,lord|lady|dame|baron|count|prince|princess|king|queen|hon|honourable|honorable|rev|reverend|president|minister|judge|excellency
title,jr,junior|sr.|senior|ii|iii|iv|jnr|snr|esq|phd|md
particle,al,el|ul|ad|as|ash|an|ar|at|az|ed|es|ech|en|er|il|ur|us|uz|ud|ol|od|os
particle,bin,ben|ibn|bint|binti|binte|bani|beni|ould|oulad|wuld|ibni|bn
particle,de,del|della|di|da|do|dos|das|du|des|d|la|las|los|le|les|lo|e|y|i
particle,van,von|der|den|ter|ten|zu|zum|zur|vom|van't|het|op|af|av
particle,na,u|daw|naw|maung|bte|s/o|d/o|a/l|a/p|alias|aka|so|nee
given,alexander,alexandr|aleksandr|alexandre|alejandro|aleksander|oleksandr|alyaksandr|alessandro|iskander|iskandar|sasha|alexandros|aliaksandr|olexandr|alex|aleksandar|sandro
given,alexey,aleksey|alexei|aleksei|alexej|aleksej|oleksiy|oleksii|olexiy|alyaksei|aliaksei|olexii
given,andrew,andrey|andrei|andrej|andriy|andrii|andre|andres|andrea|andreas|andrzej|andras|andy
given,anthony,antony|antonio|anton|antoine|tony|antonius
given,basil,vasily|vasiliy|vasili|vasyl|vasil|wasil|vassily|vasilii
given,benjamin,ben|benny|benyamin|binyamin
given,charles,carlos|karl|carlo|carl|karel|charlie|chuck|karol
given,christopher,chris|christoph|cristobal|kristof|christophe|cristopher
given,daniel,dan|danny|daniil|danilo|danil|daniele|danyal
given,david,dave|davide|dawud|daoud|dawood|davud|dovid|daud
given,dmitry,dmitri|dmitriy|dmitrii|dimitri|dmytro|dimitar|dimitrios|dzmitry|dmitrij
given,edward,eduard|edouard|eduardo|ed|eddie|ted|edoardo
given,elizabeth,elisabeth|liz|beth|elisabetta|isabel|yelizaveta|elizaveta|lisa|betty
given,eugene,yevgeny|evgeny|yevgeniy|evgeniy|evgenii|evgeni|yevhen|eugen|eugenio|yevgeni|yauheni|evgenij|evhen|ievgen
given,francis,francisco|francesco|frank|franz|francois|franciszek|frantisek|paco|franck
given,frederick,fred|freddie|federico|frederic|frederico
given,george,jorge|georg|georgy|georgiy|georgi|giorgio|georges|yuri|yury|yuriy|yurii|jerzy|georgios|jiri|iurii|heorhiy
given,gregory,grigory|grigoriy|gregorio|grigori|hryhoriy|greg|gregor|grigorii
given,henry,henri|enrique|heinrich|enrico|harry|henrik|hank|henrique
given,helen,elena|yelena|helena|olena|alena|helene|ellen
given,igor,ihor|ihar
given,irina,iryna|irene|irena
given,james,jim|jimmy|jaime|jacob|jacques|diego|santiago|jamie|iago
given,john,juan|jean|johann|johannes|ivan|giovanni|jan|jon|johnny|jack|ioannis|yahya|joao|ian|sean|hans|johan|yohannes|jonny
given,joseph,jose|josef|giuseppe|yusuf|youssef|yousef|yousuf|joe|iosif|yosef|youssouf|josip|yussef|yusef|yousif|yusif|iosef|pepe|jozef
given,laurence,lawrence|lorenzo|lorenz|laurent|larry
given,louis,luis|ludwig|luigi|lewis|lou|luiz|ludovic
given,margaret,margarita|marguerite|maggie|peggy|margherita|meg
given,mark,marc|marco|marcos|markus|marcus|marek
given,mary,maria|marie|miriam|maryam|mariam|mariya|meryem|mariya
given,matthew,matt|mateo|matteo|matthias|matthieu|mathias|mathieu|matvey
given,michael,mike|miguel|mikhail|michel|michele|mikhael|mykhailo|mihail|mihai|michal|mick|mihael|mihailo|mickael|mykhaylo|mikhaylo
given,nicholas,nick|nicolas|nikolai|nikolay|nikola|mykola|niccolo|nikolaos|nikolaus|klaus|nicola|nikolaj|mikalai
given,paul,pablo|pavel|paolo|pavlo|pavol|pal|paulo|pauli
given,peter,pedro|pierre|pyotr|petr|piotr|pietro|petro|pete|petar|petros|boutros
given,philip,phillip|felipe|philippe|filip|filippo|phil|philipp|filipp
given,richard,ricardo|riccardo|rick|dick|rich|ryszard
given,robert,bob|bobby|rob|roberto|robbie|rupert
given,serge,sergey|sergei|sergio|sergiy|serhiy|serhii|sergej|siarhei|serhij|sergii|siarhey|sergejs|serghei
given,simon,semyon|semen|simeon|shimon|siman
given,stephen,steven|steve|stefan|esteban|etienne|stepan|stefano|istvan|stephan|stephane|stevan
given,susan,suzanne|susanna|sue|susana|suzanna
given,theodore,fyodor|fedor|teodoro|fyodr|ted|theodor|fiodor|teodor
given,thomas,tom|tomas|tommaso|tommy|thom|tomasz
given,timothy,tim|timofey|timoteo
given,victor,viktor|vittorio|vicky|viktar
given,vladimir,volodymyr|wladimir|vladimer|uladzimir|wolodymyr|volodimir|vlad|vladimiro|waldemar
given,vyacheslav,viacheslav|vjaceslav|viatcheslav
given,walter,walt|gualterio|valter
given,william,bill|will|billy|wilhelm|guillermo|guillaume|willem|guglielmo|liam|willy
given,yakov,jakob|iakov|jakub|jacob|yaakov|yaqub|yaqoub|yakub|yacoub|giacomo
given,abraham,ibrahim|ebrahim|avraham|ibraheem|abe|brahim|abram
given,ahmad,ahmed|ahmet|akhmad|akhmed|achmad|ahmat|achmed|ahmadou
given,muhammad,mohammed|mohamed|mohammad|muhammed|mohamad|mohamud|mahomet|mehmet|mahamad|mohd|md|muhamad|mahomed|magomed|mukhammad|muhamed|mochammad|maxamed|mohammd|mohamet|mohemmed|muhammet|mahamat|mohommad|muhamet|mouhamed|muhmmad|moh|maghomed|mokhamed
given,mahmud,mahmoud|mahmood|mehmood|makhmud|mahmod|mahmut
given,ali,aly|aliy|alli
given,hassan,hasan|hasen|hassen|khasan|gasan|hacen
given,hussein,husayn|hussain|husain|husein|hossein|hosein|hussayn|houssein|huseyin|hussien|hoseyn|khusein|husseyn|hussin|hocine
given,omar,umar|omer|umer|oumar|omr
given,othman,uthman|usman|osman|ousmane|uthmaan|usmon
given,abdul,abd|abdal|abdel|abdoul|abdol|abdu|abdal|abde|abdil|abdur|abdus|abdul|abdull
given,abdullah,abdallah|abdulla|abdalla|abdoulaye|abdellah|abdollah|abdila|abdulah|abdilah
given,abdulrahman,abdurrahman|abdelrahman|abdirahman|abdulrehman|abdurahman|abdrahman|abderrahmane|abdarrahman|abdulraman|abdoulrahman|abdorrahman
given,khalid,khaled|halid|khaalid
given,saleh,salih|salah|saalih
given,said,saeed|sayeed|saied|saed
given,suleiman,sulaiman|soleimani|solomon|suleyman|sulayman|sulieman|solaiman|soleyman|suliman|souleymane|sleiman
given,mustafa,mostafa|moustafa|mustapha|mustaffa|moustapha|mostapha
given,tariq,tarik|tareq|tarek|tarique|tareek
given,walid,waleed|oualid|valid
given,jamal,gamal|djamel|jemal|cemal|djamal|jamaal|jamel
given,qasim,kassim|kasim|qassem|qasem|kassem|ghasem|kasem|gasem|qassim|cassim|kacem
given,faisal,faysal|feisal|faical|faysel|fayçal
given,yasin,yassin|yaseen|yassine|yasseen|yacine
given,uddin,aldin|eddine|uddeen|eldin|ud-din|eddin|uldin
given,mansour,mansur|mansoor|mansor|mansourr
given,rashid,rasheed|rachid|rashed|reshid
given,nasir,nasser|naser|nasr|nassir|naseer|nacer
given,hamid,hameed|hamed|khamid|haamid
given,karim,kareem|kerim|abdulkarim
given,latif,lateef|latief|latyf
given,majid,majeed|madjid|majed|maged
given,aziz,azeez|abdulaziz|aziez
given,hadi,hady|haadi
given,jalil,jaleel|djalil|jelil
given,wahid,waheed|vahid|ouahid
given,zhang,chang|cheung|teoh|jang
given,wang,wong
given,li,lee|lei|ly
given,chen,chan|tan|chin|ch'en
given,huang,wong|ng|hwang|oei
given,kim,gim|kin
given,park,pak|bak|paek
given,choi,choe|choy|chwe
given,lee,ri|yi|rhee|li|i
given,jong,chong|jung|chung|joung|cheong|jeong|chŏng
given,young,yong|yeong|yung
given,chol,cheol|chul|ch'o'l
`;

/** reference/party-names/places.csv */
export const PLACES = `country,kind,place,chinese,spellings
AF,country,afghanistan,阿富汗,afganistan|afganistán|afghan|afghani|afghanistan|афганистан
AX,country,åland islands,,åland islands
AL,country,albania,阿尔巴尼亚,albania|albanie|албания
DZ,country,algeria,阿尔及利亚,algeria|algérie|argelia|алжир
AS,country,american samoa,,american samoa
AD,country,andorra,安道尔,andorra|andorre|андорра
AO,country,angola,安哥拉,angola|ангола
AI,country,anguilla,,anguilla
AQ,country,antarctica,,antarctica
AG,country,antigua & barbuda,安提瓜和巴布达,antigua & barbuda|antigua and barbuda|antigua y barbuda|antigua-et-barbuda|антигуа и барбуда
AR,country,argentina,阿根廷,argentina|argentine|argentino|аргентина
AM,country,armenia,亚美尼亚,armenia|arménie|армения
AW,country,aruba,,aruba
AU,country,australia,澳大利亚,aodaliya|australia|australian|australie|австралия
AT,country,austria,奥地利,austria|austrian|autriche|oesterreich|osterreich|австрия
AZ,country,azerbaijan,阿塞拜疆,azerbaijan|azerbaiyán|azerbaïdjan|азербайджан
BS,country,bahamas,巴哈马,bahamas|багамские острова
BH,country,bahrain,巴林,bahrain|bahraini|bahrein|bahreïn|бахрейн
BD,country,bangladesh,孟加拉国,bangladesh|бангладеш
BB,country,barbados,巴巴多斯,barbade|barbados|барбадос
BY,country,belarus,白俄罗斯,belarus|belarusi|belarusian|belarús|belorussian|byelorussian|bélarus|беларусь
BE,country,belgium,比利时,belgian|belgie|belgique|belgium|bélgica|бельгия
BZ,country,belize,伯利兹,belice|belize|белиз
BJ,country,benin,贝宁,benin|bénin|бенин
BM,country,bermuda,,bermuda
BT,country,bhutan,不丹,bhoutan|bhutan|bhután|бутан
BO,country,bolivia,多民族玻利维亚国,bolivia|bolivie|боливия
BQ,country,caribbean netherlands,,caribbean netherlands
BA,country,bosnia,波斯尼亚和黑塞哥维那,bosnia|bosnia and herzegovina|bosnia y herzegovina|bosnie-herzégovine|босния и герцеговина
BW,country,botswana,博茨瓦纳,botswana|ботсвана
BV,country,bouvet island,,bouvet island
BR,country,brazil,巴西,brasil|brasileira|brazil|brazilian|braziliya|brésil|бразилия
IO,country,british indian ocean territory,,british indian ocean territory
VG,country,british virgin islands,,british virgin islands|bvi
BN,country,brunei,文莱达鲁萨兰国,brunei|brunei darussalam|brunéi darussalam|бруней-даруссалам
BG,country,bulgaria,保加利亚,bulgaria|bulgarian|bulgarie|болгария
BF,country,burkina faso,布基纳法索,burkina faso|буркина-фасо
BI,country,burundi,布隆迪,burundi|бурунди
CV,country,cape verde,佛得角,cabo verde|cape verde|кабо-верде
KH,country,cambodia,柬埔寨,cambodge|cambodia|camboya|камбоджа
CM,country,cameroon,喀麦隆,cameroon|cameroun|camerún|камерун
CA,country,canada,加拿大,canada|canadian|canadá|jianada|канада
KY,country,cayman islands,,cayman|cayman islands
CF,country,central african republic,中非共和国,central african republic|república centroafricana|république centrafricaine|центральноафриканская республика
TD,country,chad,乍得,чад
CL,country,chile,智利,chile|chilean|chilena|chili|чили
CN,country,china,中华|中国|中国人民|中華,china|chine|chinese|cin|kitai|kitay|peoples republic of china|prc|sino|zhongguo|китай
HK,country,hong kong,中国香港|香港,h.k.|hk|hong kong|hongkong|xianggang
MO,country,macao,中国澳门|澳门,aomen|macao|macau
CX,country,christmas island,,christmas island
CC,country,cocos islands,,cocos islands
CO,country,colombia,哥伦比亚,colombia|colombian|colombiana|colombiano|colombie|колумбия
KM,country,comoros,科摩罗,comoras|comores|comoros|коморские острова
CG,country,congo - brazzaville,刚果,congo|congo - brazzaville|конго
CK,country,cook islands,库克群岛 **,cook islands|cook islands **|islas cook **|îles cook **|острова кука **
CR,country,costa rica,哥斯达黎加,costa rica|коста-рика
HR,country,croatia,克罗地亚,croacia|croatia|croatie|хорватия
CU,country,cuba,古巴,cuba|cuban|cubana|cubano|куба
CW,country,curaçao,,curaçao
CY,country,cyprus,塞浦路斯,chipre|chypre|cypriot|cyprus|кипр
CZ,country,czechia,捷克,chequia|czech|czech republic|czechia|tchéquie|чехия
KP,country,north korea,朝鲜|朝鲜民主主义人民共和国,chaoxian|choson|chosun|dprk|north korea|корейская народно-демократическая республика
CD,country,congo - kinshasa,刚果民主共和国,congo - kinshasa|república democrática del congo|république démocratique du congo|демократическая республика конго
DK,country,denmark,丹麦,danemark|danish|danmark|dansk|denmark|dinamarca|дания
DJ,country,djibouti,吉布提,djibouti|джибути
DM,country,dominica,多米尼克,dominica|dominique|доминика
DO,country,dominican republic,多米尼加,dominican republic|república dominicana|république dominicaine|доминиканская республика
EC,country,ecuador,厄瓜多尔,ecuador|ecuadorian|équateur|эквадор
EG,country,egypt,埃及,egipto|egypt|egyptian|misr|égypte|египет
SV,country,el salvador,萨尔瓦多,el salvador|сальвадор
GQ,country,equatorial guinea,赤道几内亚,equatorial guinea|guinea ecuatorial|guinée équatoriale|экваториальная гвинея
ER,country,eritrea,厄立特里亚,eritrea|érythrée|эритрея
EE,country,estonia,爱沙尼亚,estonia|estonian|estonie|эстония
SZ,country,eswatini,斯威士兰,eswatini|эсватини
ET,country,ethiopia,埃塞俄比亚,ethiopia|ethiopian|etiopía|éthiopie|эфиопия
FK,country,falkland islands,,falkland islands
FO,country,faroe islands,,faroe islands
FJ,country,fiji,斐济,fidji|fiji|фиджи
FI,country,finland,芬兰,finland|finlande|finlandia|finnish|suomi|финляндия
FR,country,france,法国,faguo|francais|francaise|france|francia|fransa|frantsiya|french|франция
GF,country,french guiana,,french guiana
PF,country,french polynesia,,french polynesia
TF,country,french southern territories,,french southern territories
GA,country,gabon,加蓬,gabon|gabón|габон
GM,country,gambia,冈比亚,gambia|gambie|гамбия
GE,country,georgia,格鲁吉亚,georgia|georgian|géorgie|грузия
DE,country,germany,德国,alemania|allemagne|almanya|deguo|deutsche|deutschland|german|germaniya|germany|германия
GH,country,ghana,加纳,ghana|гана
GI,country,gibraltar,,gibraltar
GR,country,greece,希腊,grecia|greece|greek|grèce|hellas|hellenic|греция
GL,country,greenland,,greenland
GD,country,grenada,格林纳达,granada|grenada|grenade|гренада
GP,country,guadeloupe,,guadeloupe
GU,country,guam,,guam
GT,country,guatemala,危地马拉,guatemala|гватемала
GG,country,guernsey,,guernsey
GN,country,guinea,几内亚,guinea|guinée|гвинея
GW,country,guinea-bissau,几内亚比绍,guinea-bissau|guinée-bissau|гвинея-бисау
GY,country,guyana,圭亚那,guyana|гайана
HT,country,haiti,海地,haiti|haití|haïti|гаити
HM,country,heard & mcdonald islands,,heard & mcdonald islands
VA,country,vatican city,罗马教廷 *,holy see *|saint-siège *|santa sede *|vatican city|святой престол *
HN,country,honduras,洪都拉斯,honduras|гондурас
HU,country,hungary,匈牙利,hongrie|hungarian|hungary|hungría|magyar|венгрия
IS,country,iceland,冰岛,iceland|islande|islandia|исландия
IN,country,india,印度,bharat|hindustan|inde|india|indian|yindu|индия
ID,country,indonesia,印度尼西亚,indonesia|indonesian|indonésie|индонезия
IR,country,iran,伊朗伊斯兰共和国,iran|irani|iranian|irán|persia|persian|yilang|иран
IQ,country,iraq,伊拉克,irak|iraq|iraqi|ирак
IE,country,ireland,爱尔兰,ireland|irish|irlanda|irlande|ирландия
IM,country,isle of man,,isle of man
IL,country,israel,以色列,israel|israeli|israël|израиль
IT,country,italy,意大利,italia|italian|italiana|italie|italy|yidali|италия
CI,country,côte d’ivoire,,côte d’ivoire
JM,country,jamaica,牙买加,jamaica|jamaïque|ямайка
JP,country,japan,日本,japan|japanese|japon|japón|nihon|nippon|riben|япония
JO,country,jordan,约旦,jordan|jordania|jordanian|jordanie|иордания
KZ,country,kazakhstan,哈萨克斯坦,kazajstán|kazakh|kazakhstan|казахстан
KE,country,kenya,肯尼亚,kenya|kenyan|кения
KI,country,kiribati,基里巴斯,kiribati|кирибати
KW,country,kuwait,科威特,koweït|kuwait|kuwaiti|кувейт
KG,country,kyrgyzstan,吉尔吉斯斯坦,kirghizistan|kirguistán|kyrgyzstan|кыргызстан
LA,country,laos,老挝人民民主共和国,lao people's democratic republic|laos|república democrática popular lao|république démocratique populaire lao|лаосская народно-демократическая республика
LV,country,latvia,拉脱维亚,latvia|latvian|letonia|lettonie|латвия
LB,country,lebanon,黎巴嫩,lebanese|lebanon|liban|lubnan|líbano|ливан
LS,country,lesotho,莱索托,lesotho|лесото
LR,country,liberia,利比里亚,liberia|libéria|либерия
LY,country,libya,利比亚,libia|libya|libyan|libye|ливия
LI,country,liechtenstein,列支敦士登,liechtenstein|лихтенштейн
LT,country,lithuania,立陶宛,lithuania|lithuanian|lituania|lituanie|литва
LU,country,luxembourg,卢森堡,luxembourg|luxemburgo|люксембург
MG,country,madagascar,马达加斯加,madagascar|мадагаскар
MW,country,malawi,马拉维,malawi|малави
MY,country,malaysia,马来西亚,malaisie|malaixiya|malasia|malaysia|malaysian|малайзия
MV,country,maldives,马尔代夫,maldivas|maldives|мальдивские острова
ML,country,mali,马里,malí|мали
MT,country,malta,马耳他,malta|malte|maltese|мальта
MH,country,marshall islands,马绍尔群岛,islas marshall|marshall islands|îles marshall|маршалловы острова
MQ,country,martinique,,martinique
MR,country,mauritania,毛里塔尼亚,mauritania|mauritanie|мавритания
MU,country,mauritius,毛里求斯,maurice|mauricio|mauritius|маврикий
YT,country,mayotte,,mayotte
MX,country,mexico,墨西哥,mex|mexican|mexicana|mexicano|mexico|mexique|méxico|мексика
FM,country,micronesia,密克罗尼西亚联邦,micronesia|micronésie|микронезия
MC,country,monaco,摩纳哥,monaco|mónaco|монако
MN,country,mongolia,蒙古,mongolia|mongolie|монголия
ME,country,montenegro,黑山,montenegro|monténégro|черногория
MS,country,montserrat,,montserrat
MA,country,morocco,摩洛哥,maroc|marruecos|morocco|марокко
MZ,country,mozambique,莫桑比克,mozambique|мозамбик
MM,country,myanmar,缅甸,burma|burmese|miandian|myanmar|мьянма
NA,country,namibia,纳米比亚,namibia|namibie|намибия
NR,country,nauru,瑙鲁,nauru|науру
NP,country,nepal,尼泊尔,nepal|népal|непал
NL,country,netherlands,荷兰,dutch|helan|holland|nederland|nederlandse|netherlands|pays-bas|países bajos|нидерланды
NC,country,new caledonia,,new caledonia
NZ,country,new zealand,新西兰,new zealand|nouvelle-zélande|nueva zelandia|новая зеландия
NI,country,nicaragua,尼加拉瓜,nicaragua|никарагуа
NE,country,niger,尼日尔,niger|níger|нигер
NG,country,nigeria,尼日利亚,nigeria|nigerian|nigéria|нигерия
NU,country,niue,纽埃 **,nioué **|niue **|ниуэ **
NF,country,norfolk island,,norfolk island
MP,country,northern mariana islands,,northern mariana islands
MK,country,north macedonia,北马其顿,macedonia del norte|macédoine du nord|north macedonia|северная македония
NO,country,norway,挪威,norge|norsk|noruega|norvège|norway|norwegian|норвегия
OM,country,oman,阿曼,oman|omani|omán|оман
PK,country,pakistan,巴基斯坦,bajisitan|pakistan|pakistani|pakistán|пакистан
PW,country,palau,帕劳,palaos|palau|палау
PA,country,panama,巴拿马,panama|panamanian|panamena|panamá|панама
PG,country,papua new guinea,巴布亚新几内亚,papouasie-nouvelle-guinée|papua new guinea|papua nueva guinea|папуа — новая гвинея
PY,country,paraguay,巴拉圭,paraguay|парагвай
PE,country,peru,秘鲁,peru|peruana|peruvian|perú|pérou|перу
PH,country,philippines,菲律宾,filipinas|filipino|philippine|philippines|pilipinas|филиппины
PN,country,pitcairn,,pitcairn
PL,country,poland,波兰,poland|polish|pologne|polonia|polska|polski|польша
PT,country,portugal,葡萄牙,portugal|portuguesa|portuguese|португалия
PR,country,puerto rico,,puerto rico
QA,country,qatar,卡塔尔,qatar|qatari|катар
KR,country,south korea,大韩|大韩民国|韩国,hanguk|hanguo|republic of korea|república de corea|république de corée|south korea|республика корея
MD,country,moldova,摩尔多瓦共和国,moldova|republic of moldova|república de moldova|république de moldova|республика молдова
RE,country,réunion,,réunion
RO,country,romania,罗马尼亚,romania|romanian|roumanie|rumania|румыния
RU,country,russia,俄国|俄罗斯|俄罗斯联邦,eluosi|federación de rusia|fédération de russie|rf|rossii|rossiiskii|rossiya|rossiyskaya|rossiyskiy|rusia|russia|russian|russian federation|russie|rusya|российская федерация
RW,country,rwanda,卢旺达,rwanda|руанда
BL,country,st. barthélemy,,st. barthélemy
SH,country,st. helena,,st. helena
KN,country,st. kitts & nevis,圣基茨和尼维斯,saint kitts and nevis|saint kitts y nevis|saint-kitts-et-nevis|st. kitts & nevis|сент-китс и невис
LC,country,st. lucia,圣卢西亚,saint lucia|sainte-lucie|santa lucía|st. lucia|сент-люсия
MF,country,st. martin,,st. martin
PM,country,st. pierre & miquelon,,st. pierre & miquelon
VC,country,st. vincent & grenadines,圣文森特和格林纳丁斯,saint-vincent-et-les grenadines|st. vincent & grenadines|сент-винсент и гренадины
WS,country,samoa,萨摩亚,samoa|самоа
SM,country,san marino,圣马力诺,saint-marin|san marino|сан-марино
ST,country,são tomé & príncipe,圣多美和普林西比,santo tomé y príncipe|sao tome and principe|sao tomé-et-principe|são tomé & príncipe|сан-томе и принсипи
SA,country,saudi arabia,沙特阿拉伯,arabia saudita|arabian|arabie saoudite|saudi|saudi arabia|saudi arabian|саудовская аравия
SN,country,senegal,塞内加尔,senegal|sénégal|сенегал
RS,country,serbia,塞尔维亚,serbia|serbian|serbie|сербия
SC,country,seychelles,塞舌尔,seychelles|сейшельские острова
SL,country,sierra leone,塞拉利昂,sierra leona|sierra leone|сьерра-леоне
SG,country,singapore,新加坡,singapore|singaporean|singapour|singapur|singapura|xinjiapo|сингапур
SX,country,sint maarten,,sint maarten
SK,country,slovakia,斯洛伐克,eslovaquia|slovakia|slovaquie|словакия
SI,country,slovenia,斯洛文尼亚,eslovenia|slovenia|slovénie|словения
SB,country,solomon islands,所罗门群岛,islas salomón|solomon islands|îles salomon|соломоновы острова
SO,country,somalia,索马里,somali|somalia|somalie|сомали
ZA,country,south africa,南非,afrique du sud|south africa|south african|sudáfrica|южная африка
SS,country,south sudan,南苏丹,soudan du sud|south sudan|sudán del sur|южный судан
ES,country,spain,西班牙,espagne|espana|espanola|españa|ispaniya|spain|spanish|xibanya|испания
LK,country,sri lanka,斯里兰卡,sri lanka|шри-ланка
PS,country,palestine,巴勒斯坦国 *,estado de palestina *|falastin|filistin|palestine|palestinian|state of palestine *|état de palestine *|государство палестина *
SD,country,sudan,苏丹,soudan|sudan|sudanese|sudán|судан
SR,country,suriname,苏里南,suriname|суринам
SJ,country,svalbard & jan mayen,,svalbard & jan mayen
SE,country,sweden,瑞典,ruidian|suecia|suède|svenska|sverige|sweden|swedish|швеция
CH,country,switzerland,瑞士,helvetia|ruishi|schweiz|schweizer|suisse|suiza|swiss|switzerland|швейцария
SY,country,syria,阿拉伯叙利亚共和国,república árabe siria|république arabe syrienne|siria|souria|suriya|suriye|syria|syrian|syrian arab republic|syrie|сирийская арабская республика
TW,country,taiwan,中国台湾|台湾,formosa|taiwan|taiwanese
TJ,country,tajikistan,塔吉克斯坦,tadjikistan|tajikistan|tayikistán|таджикистан
TH,country,thailand,泰国,taiguo|tailandia|thai|thailand|thaïlande|таиланд
TL,country,timor-leste,东帝汶,timor-leste|тимор-лешти
TG,country,togo,多哥,того
TK,country,tokelau,,tokelau
TO,country,tonga,汤加,tonga|тонга
TT,country,trinidad & tobago,特立尼达和多巴哥,trinidad & tobago|trinidad and tobago|trinidad y tabago|trinité-et-tobago|тринидад и тобаго
TN,country,tunisia,突尼斯,tunisia|tunisie|túnez|тунис
TR,country,türkiye,,tuerqi|turk|turkey|turkish|turkiye|türkiye
TM,country,turkmenistan,土库曼斯坦,turkmenistan|turkmenistán|turkménistan|туркменистан
TC,country,turks & caicos islands,,turks & caicos islands
TV,country,tuvalu,图瓦卢,tuvalu|тувалу
UG,country,uganda,乌干达,ouganda|uganda|уганда
UA,country,ukraine,乌克兰,ucrania|ukraina|ukraine|ukrainian|ukrainskaya|украина
AE,country,united arab emirates,阿拉伯联合酋长国,emirates|emirati|emiratos árabes unidos|u.a.e.|uae|united arab emirates|émirats arabes unis|объединенные арабские эмираты
GB,country,uk,大不列颠及北爱尔兰联合王国|联合王国|英国,britain|britanskiy|british|england|english|great britain|inglaterra|u.k.|uk|united kingdom|yingguo|соединенное королевство великобритании и северной ирландии
TZ,country,tanzania,坦桑尼亚联合共和国,república unida de tanzanía|république-unie de tanzanie|tanzania|united republic of tanzania|объединенная республика танзания
UM,country,u.s. outlying islands,,u.s. outlying islands
US,country,us,美利坚|美利坚合众国|美国,america|american|estados unidos|estados unidos de américa|etats-unis|meiguo|ssha|u.s.a.|united states|united states of america|us|usa|états-unis d'amérique|соединенные штаты америки
VI,country,u.s. virgin islands,,u.s. virgin islands
UY,country,uruguay,乌拉圭,uruguay|уругвай
UZ,country,uzbekistan,乌兹别克斯坦,ouzbékistan|uzbek|uzbekistan|uzbekistán|узбекистан
VU,country,vanuatu,瓦努阿图,vanuatu|вануату
VE,country,venezuela,委内瑞拉玻利瓦尔共和国,venezolana|venezolano|venezuela|venezuelan|венесуэла
VN,country,vietnam,越南,viet nam|vietnam|vietnamese|yuenan|вьетнам
WF,country,wallis & futuna,,wallis & futuna
EH,country,western sahara,,western sahara
YE,country,yemen,也门,yemen|yemeni|yémen|йемен
ZM,country,zambia,赞比亚,zambia|zambie|замбия
ZW,country,zimbabwe,津巴布韦,zimbabwe|зимбабве
KO,country,korea,高丽,korea|korean|coree|corea|koreya
,region,asia,亚洲,asian|asie|aziya|yazhou|asya
,region,asia pacific,亚太,asia-pacific|yatai|apac
,region,europe,欧洲,european|europa|evropa|europeo|europeen|avrupa|ouzhou|eu
,region,africa,非洲,african|afrique|afrika|feizhou
,region,america,美洲|北美,americas|north america|south america|latin america|latinoamerica|norteamerica
,region,middle east,中东,middle-east|mideast|near east|khavar mianeh|khavare mianeh|zhongdong
,region,gulf,海湾,persian gulf|khalij|khalije fars|golfo|golfe
,region,pacific,太平洋,pacifico|pacifique|taipingyang|pacific rim|环太平洋
,region,caribbean,加勒比,caribe|caraibes
,region,caspian,里海,khazar
,region,siberia,西伯利亚,sibir|siberian|sibirskaya
,region,crimea,克里米亚,crimean|krym|krymskiy
,region,far east,远东,dalnevostochnyy|yuandong
CN,province,beijing,北京|北京市,peking
CN,province,shanghai,上海|上海市,
CN,province,tianjin,天津|天津市,tientsin
CN,province,chongqing,重庆|重庆市,chungking
CN,province,hebei,河北|河北省,hopei
CN,province,shanxi,山西|山西省,shansi
CN,province,liaoning,辽宁|辽宁省,
CN,province,jilin,吉林|吉林省,kirin
CN,province,heilongjiang,黑龙江|黑龙江省,
CN,province,jiangsu,江苏|江苏省,kiangsu
CN,province,zhejiang,浙江|浙江省,chekiang
CN,province,anhui,安徽|安徽省,anhwei
CN,province,fujian,福建|福建省,fukien
CN,province,jiangxi,江西|江西省,kiangsi
CN,province,shandong,山东|山东省,shantung
CN,province,henan,河南|河南省,honan
CN,province,hubei,湖北|湖北省,hupeh
CN,province,hunan,湖南|湖南省,
CN,province,guangdong,广东|广东省,kwangtung|canton province
CN,province,hainan,海南|海南省,
CN,province,sichuan,四川|四川省,szechwan|szechuan
CN,province,guizhou,贵州|贵州省,kweichow
CN,province,yunnan,云南|云南省,
CN,province,shaanxi,陕西|陕西省,shensi
CN,province,gansu,甘肃|甘肃省,kansu
CN,province,qinghai,青海|青海省,tsinghai
CN,province,neimenggu,内蒙古|内蒙古省,inner mongolia|inner mongolian|nei mongol
CN,province,guangxi,广西|广西省,kwangsi
CN,province,xizang,西藏|西藏省,tibet
CN,province,ningxia,宁夏|宁夏省,
CN,province,xinjiang,新疆|新疆省,sinkiang
CN,city,shijiazhuang,石家庄|石家庄市,
CN,city,tangshan,唐山|唐山市,
CN,city,qinhuangdao,秦皇岛|秦皇岛市,
CN,city,handan,邯郸|邯郸市,
CN,city,xingtai,邢台|邢台市,
CN,city,baoding,保定|保定市,
CN,city,zhangjiakou,张家口|张家口市,
CN,city,chengde,承德|承德市,
CN,city,cangzhou,沧州|沧州市,
CN,city,langfang,廊坊|廊坊市,
CN,city,hengshui,衡水|衡水市,
CN,city,taiyuan,太原|太原市,
CN,city,datong,大同|大同市,
CN,city,yangquan,阳泉|阳泉市,
CN,city,changzhi,长治|长治市,
CN,city,jincheng,晋城|晋城市,
CN,city,shuozhou,朔州|朔州市,
CN,city,jinzhong,晋中|晋中市,
CN,city,yuncheng,运城|运城市,
CN,city,xinzhou,忻州|忻州市,
CN,city,linfen,临汾|临汾市,
CN,city,lüliang,吕梁|吕梁市,
CN,city,huhehaote,呼和浩特|呼和浩特市,hohhot|huhehot|huhhot
CN,city,baotou,包头|包头市,baotou|paotow
CN,city,wuhai,乌海|乌海市,
CN,city,chifeng,赤峰|赤峰市,
CN,city,tongliao,通辽|通辽市,
CN,city,eerduosi,鄂尔多斯|鄂尔多斯市,ordos|erdos
CN,city,hulunbeier,呼伦贝尔|呼伦贝尔市,hulunbuir
CN,city,bayannaoer,巴彦淖尔|巴彦淖尔市,bayannur
CN,city,wulanchabu,乌兰察布|乌兰察布市,
CN,city,shenyang,沈阳|沈阳市,mukden
CN,city,dalian,大连|大连市,dalny|dairen
CN,city,anshan,鞍山|鞍山市,
CN,city,fushun,抚顺|抚顺市,
CN,city,benxi,本溪|本溪市,
CN,city,dandong,丹东|丹东市,
CN,city,jinzhou,锦州|锦州市,
CN,city,yingkou,营口|营口市,
CN,city,fuxin,阜新|阜新市,
CN,city,liaoyang,辽阳|辽阳市,
CN,city,panjin,盘锦|盘锦市,
CN,city,tieling,铁岭|铁岭市,
CN,city,chaoyang,朝阳|朝阳市,
CN,city,huludao,葫芦岛|葫芦岛市,
CN,city,changchun,长春|长春市,
CN,city,siping,四平|四平市,
CN,city,liaoyuan,辽源|辽源市,
CN,city,tonghua,通化|通化市,
CN,city,baishan,白山|白山市,
CN,city,songyuan,松原|松原市,
CN,city,baicheng,白城|白城市,
CN,city,yanbian,延边|延边市,yanbian
CN,city,haerbin,哈尔滨|哈尔滨市,harbin
CN,city,qiqihaer,齐齐哈尔|齐齐哈尔市,qiqihar|tsitsihar
CN,city,jixi,鸡西|鸡西市,
CN,city,hegang,鹤岗|鹤岗市,
CN,city,shuangyashan,双鸭山|双鸭山市,
CN,city,daqing,大庆|大庆市,
CN,city,yichun,伊春|伊春市|宜春|宜春市,
CN,city,jiamusi,佳木斯|佳木斯市,
CN,city,qitaihe,七台河|七台河市,
CN,city,mudanjiang,牡丹江|牡丹江市,
CN,city,heihe,黑河|黑河市,
CN,city,suihua,绥化|绥化市,
CN,city,nanjing,南京|南京市,nanking
CN,city,wuxi,无锡|无锡市,
CN,city,xuzhou,徐州|徐州市,
CN,city,changzhou,常州|常州市,
CN,city,suzhou,苏州|苏州市|宿州|宿州市,
CN,city,nantong,南通|南通市,
CN,city,lianyungang,连云港|连云港市,
CN,city,huaian,淮安|淮安市,
CN,city,yancheng,盐城|盐城市,
CN,city,yangzhou,扬州|扬州市,
CN,city,zhenjiang,镇江|镇江市,
CN,city,taizhou,泰州|泰州市|台州|台州市,
CN,city,suqian,宿迁|宿迁市,
CN,city,kunshan,昆山|昆山市,
CN,city,jiangyin,江阴|江阴市,
CN,city,zhangjiagang,张家港|张家港市,
CN,city,changshu,常熟|常熟市,
CN,city,taicang,太仓|太仓市,
CN,city,yixing,宜兴|宜兴市,
CN,city,hangzhou,杭州|杭州市,
CN,city,ningbo,宁波|宁波市,
CN,city,wenzhou,温州|温州市,
CN,city,jiaxing,嘉兴|嘉兴市,
CN,city,huzhou,湖州|湖州市,
CN,city,shaoxing,绍兴|绍兴市,
CN,city,jinhua,金华|金华市,
CN,city,quzhou,衢州|衢州市,
CN,city,zhoushan,舟山|舟山市,
CN,city,lishui,丽水|丽水市,
CN,city,yiwu,义乌|义乌市,
CN,city,cixi,慈溪|慈溪市,
CN,city,yuyao,余姚|余姚市,
CN,city,dongyang,东阳|东阳市,
CN,city,hefei,合肥|合肥市,
CN,city,wuhu,芜湖|芜湖市,
CN,city,bengbu,蚌埠|蚌埠市,
CN,city,huainan,淮南|淮南市,
CN,city,maanshan,马鞍山|马鞍山市,
CN,city,huaibei,淮北|淮北市,
CN,city,tongling,铜陵|铜陵市,
CN,city,anqing,安庆|安庆市,
CN,city,huangshan,黄山|黄山市,
CN,city,chuzhou,滁州|滁州市,
CN,city,fuyang,阜阳|阜阳市,
CN,city,luan,六安|六安市,
CN,city,bozhou,亳州|亳州市,
CN,city,chizhou,池州|池州市,
CN,city,xuancheng,宣城|宣城市,
CN,city,fuzhou,福州|福州市|抚州|抚州市,
CN,city,xiamen,厦门|厦门市,amoy
CN,city,putian,莆田|莆田市,
CN,city,sanming,三明|三明市,
CN,city,quanzhou,泉州|泉州市,
CN,city,zhangzhou,漳州|漳州市,
CN,city,nanping,南平|南平市,
CN,city,longyan,龙岩|龙岩市,
CN,city,ningde,宁德|宁德市,
CN,city,jinjiang,晋江|晋江市,
CN,city,changting,长汀|长汀市,
CN,city,nanchang,南昌|南昌市,
CN,city,jingdezhen,景德镇|景德镇市,
CN,city,pingxiang,萍乡|萍乡市,
CN,city,jiujiang,九江|九江市,
CN,city,xinyu,新余|新余市,
CN,city,yingtan,鹰潭|鹰潭市,
CN,city,ganzhou,赣州|赣州市,
CN,city,jian,吉安|吉安市,
CN,city,shangrao,上饶|上饶市,
CN,city,jinan,济南|济南市,
CN,city,qingdao,青岛|青岛市,tsingtao
CN,city,zibo,淄博|淄博市,
CN,city,zaozhuang,枣庄|枣庄市,
CN,city,dongying,东营|东营市,
CN,city,yantai,烟台|烟台市,
CN,city,weifang,潍坊|潍坊市,
CN,city,jining,济宁|济宁市,
CN,city,taian,泰安|泰安市,
CN,city,weihai,威海|威海市,
CN,city,rizhao,日照|日照市,
CN,city,linyi,临沂|临沂市,
CN,city,dezhou,德州|德州市,
CN,city,liaocheng,聊城|聊城市,
CN,city,binzhou,滨州|滨州市,
CN,city,heze,菏泽|菏泽市,
CN,city,zhengzhou,郑州|郑州市,
CN,city,kaifeng,开封|开封市,
CN,city,luoyang,洛阳|洛阳市,
CN,city,pingdingshan,平顶山|平顶山市,
CN,city,anyang,安阳|安阳市,
CN,city,hebi,鹤壁|鹤壁市,
CN,city,xinxiang,新乡|新乡市,
CN,city,jiaozuo,焦作|焦作市,
CN,city,puyang,濮阳|濮阳市,
CN,city,xuchang,许昌|许昌市,
CN,city,luohe,漯河|漯河市,
CN,city,sanmenxia,三门峡|三门峡市,
CN,city,nanyang,南阳|南阳市,
CN,city,shangqiu,商丘|商丘市,
CN,city,xinyang,信阳|信阳市,
CN,city,zhoukou,周口|周口市,
CN,city,zhumadian,驻马店|驻马店市,
CN,city,wuhan,武汉|武汉市,
CN,city,huangshi,黄石|黄石市,
CN,city,shiyan,十堰|十堰市,
CN,city,yichang,宜昌|宜昌市,
CN,city,xiangyang,襄阳|襄阳市,
CN,city,ezhou,鄂州|鄂州市,
CN,city,jingmen,荆门|荆门市,
CN,city,xiaogan,孝感|孝感市,
CN,city,jingzhou,荆州|荆州市,
CN,city,huanggang,黄冈|黄冈市,
CN,city,xianning,咸宁|咸宁市,
CN,city,suizhou,随州|随州市,
CN,city,enshi,恩施|恩施市,
CN,city,changsha,长沙|长沙市,
CN,city,zhuzhou,株洲|株洲市,
CN,city,xiangtan,湘潭|湘潭市,
CN,city,hengyang,衡阳|衡阳市,
CN,city,shaoyang,邵阳|邵阳市,
CN,city,yueyang,岳阳|岳阳市,
CN,city,changde,常德|常德市,
CN,city,zhangjiajie,张家界|张家界市,
CN,city,yiyang,益阳|益阳市,
CN,city,chenzhou,郴州|郴州市,
CN,city,yongzhou,永州|永州市,
CN,city,huaihua,怀化|怀化市,
CN,city,loudi,娄底|娄底市,
CN,city,xiangxi,湘西|湘西市,
CN,city,guangzhou,广州|广州市,canton
CN,city,shaoguan,韶关|韶关市,
CN,city,shenzhen,深圳|深圳市,shenzhen|shen zhen
CN,city,zhuhai,珠海|珠海市,chuhai
CN,city,shantou,汕头|汕头市,swatow
CN,city,foshan,佛山|佛山市,
CN,city,jiangmen,江门|江门市,
CN,city,zhanjiang,湛江|湛江市,
CN,city,maoming,茂名|茂名市,
CN,city,zhaoqing,肇庆|肇庆市,
CN,city,huizhou,惠州|惠州市,
CN,city,meizhou,梅州|梅州市,
CN,city,shanwei,汕尾|汕尾市,
CN,city,heyuan,河源|河源市,
CN,city,yangjiang,阳江|阳江市,
CN,city,qingyuan,清远|清远市,
CN,city,dongguan,东莞|东莞市,
CN,city,zhongshan,中山|中山市,
CN,city,chaozhou,潮州|潮州市,
CN,city,jieyang,揭阳|揭阳市,
CN,city,yunfu,云浮|云浮市,
CN,city,shunde,顺德|顺德市,
CN,city,nanhai,南海|南海市,
CN,city,panyu,番禺|番禺市,
CN,city,nanning,南宁|南宁市,
CN,city,liuzhou,柳州|柳州市,
CN,city,guilin,桂林|桂林市,
CN,city,wuzhou,梧州|梧州市,
CN,city,beihai,北海|北海市,
CN,city,fangchenggang,防城港|防城港市,
CN,city,qinzhou,钦州|钦州市,
CN,city,guigang,贵港|贵港市,
CN,city,yulin,玉林|玉林市|榆林|榆林市,
CN,city,baise,百色|百色市,
CN,city,hezhou,贺州|贺州市,
CN,city,hechi,河池|河池市,
CN,city,laibin,来宾|来宾市,
CN,city,chongzuo,崇左|崇左市,
CN,city,haikou,海口|海口市,
CN,city,sanya,三亚|三亚市,
CN,city,danzhou,儋州|儋州市,
CN,city,chengdu,成都|成都市,
CN,city,zigong,自贡|自贡市,
CN,city,panzhihua,攀枝花|攀枝花市,
CN,city,luzhou,泸州|泸州市,
CN,city,deyang,德阳|德阳市,
CN,city,mianyang,绵阳|绵阳市,
CN,city,guangyuan,广元|广元市,
CN,city,suining,遂宁|遂宁市,
CN,city,neijiang,内江|内江市,
CN,city,leshan,乐山|乐山市,
CN,city,nanchong,南充|南充市,
CN,city,meishan,眉山|眉山市,
CN,city,yibin,宜宾|宜宾市,
CN,city,guangan,广安|广安市,
CN,city,dazhou,达州|达州市,
CN,city,yaan,雅安|雅安市,
CN,city,bazhong,巴中|巴中市,
CN,city,ziyang,资阳|资阳市,
CN,city,liangshan,凉山|凉山市,
CN,city,guiyang,贵阳|贵阳市,
CN,city,liupanshui,六盘水|六盘水市,
CN,city,zunyi,遵义|遵义市,
CN,city,anshun,安顺|安顺市,
CN,city,bijie,毕节|毕节市,
CN,city,tongren,铜仁|铜仁市,
CN,city,kunming,昆明|昆明市,
CN,city,qujing,曲靖|曲靖市,
CN,city,yuxi,玉溪|玉溪市,
CN,city,baoshan,保山|保山市,
CN,city,zhaotong,昭通|昭通市,
CN,city,lijiang,丽江|丽江市,
CN,city,puer,普洱|普洱市,
CN,city,lincang,临沧|临沧市,
CN,city,lasa,拉萨|拉萨市,lhasa
CN,city,xian,西安|西安市,
CN,city,tongchuan,铜川|铜川市,
CN,city,baoji,宝鸡|宝鸡市,
CN,city,xianyang,咸阳|咸阳市,
CN,city,weinan,渭南|渭南市,
CN,city,yanan,延安|延安市,
CN,city,hanzhong,汉中|汉中市,
CN,city,ankang,安康|安康市,
CN,city,shangluo,商洛|商洛市,
CN,city,lanzhou,兰州|兰州市,
CN,city,jiayuguan,嘉峪关|嘉峪关市,
CN,city,jinchang,金昌|金昌市,
CN,city,baiyin,白银|白银市,
CN,city,tianshui,天水|天水市,
CN,city,wuwei,武威|武威市,
CN,city,zhangye,张掖|张掖市,
CN,city,pingliang,平凉|平凉市,
CN,city,jiuquan,酒泉|酒泉市,
CN,city,qingyang,庆阳|庆阳市,
CN,city,dingxi,定西|定西市,
CN,city,longnan,陇南|陇南市,
CN,city,xining,西宁|西宁市,
CN,city,haidong,海东|海东市,
CN,city,yinchuan,银川|银川市,
CN,city,shizuishan,石嘴山|石嘴山市,
CN,city,wuzhong,吴忠|吴忠市,
CN,city,guyuan,固原|固原市,
CN,city,zhongwei,中卫|中卫市,
CN,city,wulumuqi,乌鲁木齐|乌鲁木齐市,urumqi|urumchi
CN,city,kelamayi,克拉玛依|克拉玛依市,karamay
CN,city,tulufan,吐鲁番|吐鲁番市,turpan|turfan
CN,city,hami,哈密|哈密市,hami|kumul
CN,city,changji,昌吉|昌吉市,changji
CN,city,kashen,喀什|喀什市,kashgar|kashi
CN,city,shihezi,石河子|石河子市,
CN,city,pudong,浦东|浦东市,pudong
CN,city,haidian,海淀|海淀市,
CN,city,chaoyangqu,朝阳区|朝阳区市,
CN,city,binhai,滨海|滨海市,
CN,city,baiyunebo,白云鄂博|白云鄂博市,bayan obo
CN,city,taibei,台北|台北市,taipei
CN,city,gaoxiong,高雄|高雄市,kaohsiung
CN,city,taizhong,台中|台中市,taichung
CN,city,xinzhu,新竹|新竹市,hsinchu
CN,city,tainan,台南|台南市,tainan
CN,city,jiulong,九龙|九龙市,kowloon
,city,moscow,莫斯科,moskva|moskovskiy|moskovskaya|moscou
,city,saint petersburg,圣彼得堡,st petersburg|sankt peterburg|petersburg|leningrad
,city,tehran,德黑兰,teheran
,city,isfahan,伊斯法罕,esfahan|ispahan
,city,shiraz,设拉子,
,city,tabriz,大不里士,
,city,mashhad,马什哈德,mashad
,city,yazd,,
,city,kerman,,
,city,khorasan,,khorassan
,city,khuzestan,,khouzestan
,city,fars,,
,city,zanjan,,
,city,qazvin,,ghazvin
,city,dubai,迪拜,dubay
,city,abu dhabi,阿布扎比,
,city,sharjah,,
,city,damascus,大马士革,dimashq|damas
,city,aleppo,,halab
,city,baghdad,巴格达,
,city,beirut,贝鲁特,beyrouth
,city,kabul,喀布尔,
,city,london,伦敦,londres
,city,paris,巴黎,
,city,berlin,柏林,
,city,hamburg,汉堡,
,city,new york,纽约,
,city,tokyo,东京|東京,
,city,osaka,大阪,
,city,kyoto,京都,
,city,seoul,首尔,
,city,pyongyang,平壤,p'yongyang|pyeongyang
,city,istanbul,伊斯坦布尔,
,city,ankara,安卡拉,
,city,kiev,基辅,kyiv|kyyiv
,city,donetsk,顿涅茨克,donets
,city,luhansk,卢甘斯克,lugansk
,city,minsk,明斯克,
,city,geneva,日内瓦,geneve
,city,zurich,苏黎世,
,city,sevastopol,,
,city,bogota,波哥大,
,city,cali,,
,city,medellin,,
,city,caracas,,
,city,havana,哈瓦那,habana|la habana
,city,mumbai,孟买,bombay
,city,karachi,卡拉奇,
,city,lahore,拉合尔,
,city,sinaloa,,
,city,jalisco,,
,city,guadalajara,,
,city,tijuana,,
,city,texas,得克萨斯,
,city,california,加利福尼亚,
,city,florida,佛罗里达,
,city,nevada,内华达,
,city,dallas,达拉斯,
,city,phoenix,菲尼克斯,
,region,ural,乌拉尔,uralskiy|urals
,region,volga,伏尔加,
,region,baltic,波罗的海,
,region,black sea,黑海,
`;
