/*
 * What TeX commands stand for in Unicode: LaTeX's own ("LaTeX: A Document Preparation System",
 * section 3.2), `textcomp`, and the letters of the T1 encoding. Names are without the backslash.
 */

function table(text: string): ReadonlyMap<string, string> {
  const pairs = text.trim().split(/\s+/);
  return new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)]));
}

/** Accent commands: the combining character that each puts on the letter after it. */
export const accents: ReadonlyMap<string, string> = new Map([
  ["'", '\u0301'],
  ['`', '\u0300'],
  ['^', '\u0302'],
  ['"', '\u0308'],
  ['~', '\u0303'],
  ['=', '\u0304'],
  ['.', '\u0307'],
  ['v', '\u030c'],
  ['u', '\u0306'],
  ['c', '\u0327'],
  ['k', '\u0328'],
  ['H', '\u030b'],
  ['r', '\u030a'],
  ['d', '\u0323'],
  ['b', '\u0331'],
  ['h', '\u0309'],
  ['t', '\u0361'],
  ['U', '\u030e'],
  ['G', '\u030f'],
  ['f', '\u0311'],
  ['textcommabelow', '\u0326'],
]);

/** Commands that stand for one letter or sign. */
export const symbols: ReadonlyMap<string, string> = new Map([
  ...table(`
    i:ı j:ȷ o:ø O:Ø l:ł L:Ł ae:æ AE:Æ oe:œ OE:Œ aa:å AA:Å ss:ß SS:SS dh:ð DH:Ð th:þ TH:Þ dj:đ DJ:Đ ng:ŋ NG:Ŋ ij:ĳ IJ:Ĳ
    LaTeX:LaTeX TeX:TeX LaTeXe:LaTeX2e BibTeX:BibTeX XeTeX:XeTeX LuaTeX:LuaTeX eTeX:eTeX
    ldots:… dots:… textellipsis:… textendash:– textemdash:— textbackslash:\\ textbar:| textless:< textgreater:>
    textasciitilde:~ textasciicircum:^ textasciigrave:\` textbraceleft:{ textbraceright:} lbrace:{ rbrace:} textunderscore:_
    textdollar:$ textquotedbl:" textquotesingle:' textquoteleft:‘ textquoteright:’ textquotedblleft:“ textquotedblright:”
    lq:‘ rq:’ guillemotleft:« guillemotright:» guillemetleft:« guillemetright:» guilsinglleft:‹ guilsinglright:›
    quotedblbase:„ quotesinglbase:‚ glqq:„ grqq:“ glq:‚ grq:‘ flqq:« frqq:» flq:‹ frq:›
    textexclamdown:¡ textquestiondown:¿ S:§ P:¶ dag:† ddag:‡ textsection:§ textparagraph:¶ textdagger:† textdaggerdbl:‡
    copyright:© textcopyright:© textregistered:® texttrademark:™ textservicemark:℠ textcelsius:℃ textdegree:° degree:°
    pounds:£ textsterling:£ texteuro:€ euro:€ EUR:€ textyen:¥ textcent:¢ textcurrency:¤ textnumero:№ textohm:Ω textmu:µ
    textpm:± texttimes:× textdiv:÷ textminus:− textlnot:¬ textordfeminine:ª textordmasculine:º textbullet:•
    textperiodcentered:· textonehalf:½ textonequarter:¼ textthreequarters:¾ textonesuperior:¹ texttwosuperior:²
    textthreesuperior:³ textfractionsolidus:⁄ textperthousand:‰ textestimated:℮ textrightarrow:→ textleftarrow:←
    textuparrow:↑ textdownarrow:↓ textsurd:√ textbrokenbar:¦ textasteriskcentered:* textvisiblespace:␣ textinterrobang:‽
    slash:/ hyphen:- textalpha:α textbeta:β textgamma:γ textdelta:δ textepsilon:ε textzeta:ζ texteta:η texttheta:θ textiota:ι
    textkappa:κ textlambda:λ textnu:ν textxi:ξ textpi:π textrho:ρ textsigma:σ texttau:τ textupsilon:υ textphi:φ
    textchi:χ textpsi:ψ textomega:ω textGamma:Γ textDelta:Δ textTheta:Θ textLambda:Λ textXi:Ξ textPi:Π textSigma:Σ
    textPhi:Φ textPsi:Ψ textOmega:Ω`),
  ...([
    ['%', '%'],
    ['&', '&'],
    ['$', '$'],
    ['#', '#'],
    ['_', '_'],
    ['{', '{'],
    ['}', '}'],
    ['\\', ' '],
    ['newline', ' '],
    ['linebreak', ' '],
    ['par', ' '],
    [' ', '\u00a0'],
    [',', '\u2006'],
    ['thinspace', '\u2006'],
    [';', ' '],
    [':', ' '],
    ['enspace', '\u2002'],
    ['quad', '\u2003'],
    ['qquad', '\u2003\u2003'],
    ['space', ' '],
    ['nobreakspace', '\u00a0'],
    ['-', ''],
    ['/', ''],
    ['@', ''],
    ['!', ''],
    ['textcompwordmark', ''],
    ['addspace', ' '],
    ['addnbspace', '\u00a0'],
    ['adddot', '.'],
    ['addcomma', ','],
    ['addcolon', ':'],
    ['addsemicolon', ';'],
    ['addperiod', '.'],
    ['isdot', ''],
    ['bibopenparen', '('],
    ['bibcloseparen', ')'],
  ] as readonly (readonly [string, string])[]),
]);

/** What a command with one argument, or a switch inside a group, does to the text it holds. */
export interface Markup {
  /** CSL-JSON's markup (citeproc-js manual, "HTML-like tags"), or text that stands around the argument. */
  readonly open: string;
  readonly close: string;
  /** Whether `open` and `close` are words of the text and not markup. */
  readonly text?: boolean;
  /** Whether sentence case leaves the argument as it is. */
  readonly keepsCase?: boolean;
}

export const italic: Markup = { open: '<i>', close: '</i>' };
export const upright: Markup = { open: '<span style="font-style:normal;">', close: '</span>' };
const bold: Markup = { open: '<b>', close: '</b>' };
const caps: Markup = { open: '<span style="font-variant:small-caps;">', close: '</span>', keepsCase: true };
const above: Markup = { open: '<sup>', close: '</sup>', keepsCase: true };
const below: Markup = { open: '<sub>', close: '</sub>', keepsCase: true };
const underlined: Markup = { open: '<u>', close: '</u>' };
const none: Markup = { open: '', close: '' };
const code: Markup = { open: '', close: '', keepsCase: true };
const quoted: Markup = { open: '“', close: '”', text: true };
const cited: Markup = { ...quoted, keepsCase: true };

/** Commands with one argument. */
export const markups: ReadonlyMap<string, Markup> = new Map<string, Markup>([
  ...['emph', 'textit', 'textsl', 'mkbibemph', 'mkbibitalic'].map((name) => [name, italic] as const),
  ...['textbf', 'mkbibbold', 'strong'].map((name) => [name, bold] as const),
  ...['textsc', 'mkbibacro'].map((name) => [name, caps] as const),
  ...['textsuperscript', 'mkbibsuperscript'].map((name) => [name, above] as const),
  ...['textsubscript', 'mkbibsubscript'].map((name) => [name, below] as const),
  ...['underline', 'ul', 'uline'].map((name) => [name, underlined] as const),
  ...['texttt', 'code', 'path', 'nolinkurl'].map((name) => [name, code] as const),
  ['enquote', quoted],
  ['mkbibquote', cited],
  ['mkbibparens', { open: '(', close: ')', text: true }],
  ['mkbibbrackets', { open: '[', close: ']', text: true }],
  ...'textrm textsf textup textnormal textmd textlf text mbox hbox autocap MakeCapital mkbibfootnote sout st foreignquote noopsort'
    .split(' ')
    .map((name) => [name, none] as const),
]);

/** Commands that hold to the end of their group. */
export const switches: ReadonlyMap<string, Markup> = new Map<string, Markup>([
  ...['it', 'em', 'sl', 'itshape', 'slshape'].map((name) => [name, italic] as const),
  ...['bf', 'bfseries'].map((name) => [name, bold] as const),
  ...'sc scshape tt ttfamily rm sf rmfamily sffamily upshape mdseries normalfont small footnotesize scriptsize tiny large relax'
    .split(' ')
    .map((name) => [name, none] as const),
]);

/** Commands whose arguments are no text. */
export const dropped: ReadonlySet<string> = new Set(
  (
    'footnote footnotemark label ref pageref index nocite cite citep citet citeauthor citeyear parencite textcite footcite ' +
    'autocite vspace hspace includegraphics selectlanguage hyphenation noop bibsection'
  ).split(' '),
);
