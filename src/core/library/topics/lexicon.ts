/*
 * Words that do not name what a paper is about. The lists are of English as papers are written in
 * it; in other languages the words that stand in most papers take their place.
 */

/** No phrase reaches across these: they frame what is said. */
export const framingWords: ReadonlySet<string> = new Set(
  (
    'a about above abundant accordingly according achieve achieved achieves achieving across act actual actually add added ' +
    'adding additional additionally address addressed addresses addressing adopt adopted advance advanced advances advantage ' +
    'affect after against aim aims all allow allowing allows almost along already also although always among amount an ' +
    'analyse analyze and another any appear applicable applied applies apply applying approximately are area around as ask ' +
    'aspect assess assume at attempt available average aware away based be because become becomes been before behind being below ' +
    'benefit benefits besides best better between beyond both bring broad build building built but by call called can ' +
    'cannot capability capable careful carefully carry case cause certain challenge challenges challenging change changing ' +
    'characteristic cheaply choice choose claim clear clearly closely code combine combined combining com come comes common ' +
    'commonly compare compared comparing comparable competitive complex comprehensive compute concern conclude conduct ' +
    'conducted confirm consider considerable considered considering consist consistent consistently consisting construct ' +
    'contain containing contrast contribute contribution conventional core corresponding could create created creating ' +
    'critical crucial current currently date decade deal decrease define defined degree deliver demand demanding ' +
    'demonstrate demonstrated demonstrates demonstrating depend dependent depends derive derived describe described design ' +
    'designed designing despite determine determined develop developed developing development did differ difference ' +
    'differences different difficult difficulty direct directly discover discuss discussed do document does domain done due ' +
    'during e each early easily easy effect effective effectively effectiveness effort efforts either else emerge emerged ' +
    'empirical empirically employ employed enable enabled enables enabling end enhance enhanced enhancing enough ensure ' +
    'especially essential establish et etc evaluate evaluated evaluating even every evidence examine example examples ' +
    'excellent except exhibit exist existing exists expect expected expensive experiment experiments explain explore ' +
    'explored exploring extend extended extensive extra extract extreme extremely face facilitate fact fail far fast ' +
    'faster few field finally find finding findings finds first five focus focused focuses follow following follows for ' +
    'form formal former found four framework from full fully fundamental further furthermore future gain gains gap general ' +
    'generally generic get github give given gives giving go goal good great greater greatly group growing had hand handle hard ' +
    'has have having hence here high http https higher highest highlight highly hinder hold how however huge i idea ideal identify if ' +
    'ii iii illustrate impact implement implementation implemented implementing important importantly impractical impressive in-depth ' +
    'improve improved improvement improvements improves improving in include included includes including increase increased ' +
    'increases increasing increasingly indeed indicate individual inherent inspired instance instead integrate interest ' +
    'interesting interestingly into introduce introduced introduces introducing investigate investigated is issue issues it ' +
    'its itself just keep key kind know known lack large largely larger largest last lead leading leads learn learned learns ' +
    'least less let level leverage leverages leveraging lie lies like likely limit limitation limitations limited line ' +
    'literature little long longer look low lower made main mainly maintain maintaining major make makes making many may mean ' +
    'means measure meet method methods might modern more moreover most motivated much multiple must naive namely natural nature ' +
    'near nearly necessary need needed needs never nevertheless new next no non nor not notable notably note novel now ' +
    'number numerous observe obtain obtained obtaining of off offer offering offers often on once one ones only onto open ' +
    'or order original other others our out outperform outperforming outperforms over overall own paper papers particular ' +
    'particularly past perform performance performed performing performs perhaps person piece play plays point poor ' +
    'popular pose possible potential potentially powerful practical practically practice present presented presenting ' +
    'presents previous previously primarily principle prior problem problems produce produced produces producing project ' +
    'promising promote proper properties propose proposed proposes proposing prove provide provided provides providing ' +
    'published purpose put quality quite range rapid rapidly rarely rate rather reach real real-world realistic ' +
    'reason recent recently reduce reduced reduces reducing related relative relatively relevant rely relying remain ' +
    'remains remarkable remarkably report require required requirement requirements requires requiring research ' +
    'researchers respect respectively restrict result resulting results reveal revealing review right rigorous role run ' +
    'same scenario scenarios second see seek seem seen serve set setting settings several shall should show showed showing ' +
    'shown shows significant significantly similar simple simplicity simply simultaneously since single size small smaller ' +
    'so solution solutions solve solving some sometimes soon sota sophisticated specialize specific specifically specify ' +
    'stage standard start step still straightforward strategies strategy strength strong strongly studied ' +
    'studies study studying substantial substantially success successes successful successfully such suffer sufficient ' +
    'suggest suggesting suitable superior support surpass survey systematic systematically tackle take taken takes taking ' +
    'target targeted task tasks technique techniques term terms test than that the their them themselves then there ' +
    'thereby therefore these they thing third this thorough those three through throughout thus times to today ' +
    'together too top total toward towards trade traditional train trained two type types typical typically ubiquitous ' +
    'unable under underlying understand understanding unified unique unlike until up upon use used useful user users uses ' +
    'using usually utilize utilized utilizing valid validate value variety various very via view vital want way ways we ' +
    'well were what when where whereas whether which while who whole whose why wide widely will with within without work ' +
    'works well-known world would www x y yet yield yielding yields you your zero art approach approaches'
  ).split(' '),
);

/** These may stand in a phrase, but do not make one alone or among themselves. */
export const vagueWords: ReadonlySet<string> = new Set(
  (
    'ability accuracy algorithm analysis application architecture artificial assumption base behavior behaviour block ' +
    'capacity class community comparison complexity component computation computational computer concept condition constraint ' +
    'context cost criterion data dataset deep dimension direction distribution efficiency efficient element environment error ' +
    'evaluation factor feature flexible function generation global information input intelligence intelligent inference ' +
    'knowledge layer learning linear local machine mechanism memory model modeling modelling module network neural neuron ' +
    'objective operation optimal optimization optimisation output overhead parameter part pattern performance phase policy ' +
    'prediction process processing property representation resource robust sample scale scheme score science scratch sequence ' +
    'series signal speed structure structured system technology time tool training question transfer transformer ' +
    'trend variable vector weight word benchmark large-scale theory'
  ).split(' '),
);
