"""The tables of short forms: what people write, what CMS writes, and words of one family.

Entries are parted by line ends or `|`, and read by `abbreviations`:

    lap = laparoscopic; laparoscopy     both ways: people write and type either
    rpr > repair                        the short form is only read (CMS's descriptions)
    pt < physical therapy               the short form is only added: it means other things too
    excise ~ excision                   words of one family: each finds the others
"""

from __future__ import annotations

CLINICAL = """
abd = abdomen; abdominal | abg = arterial blood gas | abi = ankle brachial index | abx = antibiotic
acdf = anterior cervical discectomy and fusion; anterior cervical diskectomy and fusion
acl = anterior cruciate ligament | aicd = implantable cardioverter defibrillator
aka = above knee amputation | amp = amputation | angio = angiography; angiogram; angioplasty
ant = anterior | appy = appendectomy | arthro = arthroscopy; arthroscopic
av = arteriovenous; atrioventricular | avf = arteriovenous fistula | avr = aortic valve replacement
bal = bronchoalveolar lavage | bka = below knee amputation | bmbx = bone marrow biopsy
bmt = bone marrow transplant | bph = benign prostatic hyperplasia
bronch = bronchoscopy; bronchoscopic | bso = bilateral salpingo-oophorectomy; salpingo-oophorectomy
btl = bilateral tubal ligation; tubal ligation | bx = biopsy | c&s = culture and sensitivity
c-section = cesarean section; cesarean delivery; cesarean; caesarean | ca < cancer; carcinoma
cabg = coronary artery bypass; coronary bypass | card = cardiac; cardiology; cardiovascular
cath = catheter; catheterization | cbc = complete blood count | cbt = cognitive behavioral therapy
chemo = chemotherapy | chole = cholecystectomy | cmc = carpometacarpal | colo = colonoscopy
cpap = continuous positive airway pressure | cpr = cardiopulmonary resuscitation
crrt = continuous renal replacement therapy | csf = cerebrospinal fluid
ct = computed tomography; cat scan | cta = ct angiography; computed tomographic angiography
ctr = carpal tunnel release | cts = carpal tunnel syndrome | cv = cardiovascular; central venous
cvc = central venous catheter; central line | cvl = central venous line; central line
cxr = chest x-ray; chest radiograph; chest xray | cysto = cystoscopy; cystourethroscopy
d&c = dilation and curettage; dilatation and curettage | d&e = dilation and evacuation
dexa = dxa; bone density | dx = diagnosis; diagnostic | e&m = evaluation and management
ebus = endobronchial ultrasound | ecg = electrocardiogram; ekg; electrocardiography
echo = echocardiogram; echocardiography; transthoracic echocardiogram
ecmo = extracorporeal membrane oxygenation | ect = electroconvulsive therapy
eeg = electroencephalogram; electroencephalography
egd = esophagogastroduodenoscopy; upper endoscopy; upper gi endoscopy
ekg = electrocardiogram; ecg; electrocardiography | emg = electromyography; electromyogram
emr = endoscopic mucosal resection | ep = electrophysiology; electrophysiologic
ercp = endoscopic retrograde cholangiopancreatography | esi = epidural steroid injection
esrd = end stage renal disease | esophag = esophagoscopy
eswl = extracorporeal shock wave lithotripsy; lithotripsy | ett = endotracheal tube
eua = exam under anesthesia; examination under anesthesia | eus = endoscopic ultrasound
evar = endovascular aortic repair; endovascular aneurysm repair | ex-lap = exploratory laparotomy
fb = foreign body | fem-pop = femoral popliteal; femoral-popliteal; fempop
fess = functional endoscopic sinus surgery; endoscopic sinus surgery | fna = fine needle aspiration
fnab = fine needle aspiration biopsy | fobt = fecal occult blood | fx = fracture | gb = gallbladder
gi = gastrointestinal | gu = genitourinary | gyn = gynecologic; gynecology
h&p = history and physical | hep = hepatitis | hida = hepatobiliary | hrt > heart
hsg = hysterosalpingography; hysterosalpingogram | hx = history | hyst = hysterectomy; hysteroscopy
i&d = incision and drainage | iabp = intra-aortic balloon pump; intraaortic balloon pump
icd = implantable cardioverter defibrillator; cardioverter defibrillator; defibrillator
icu = intensive care; intensive care unit; critical care | im = intramuscular
imrt = intensity modulated radiation therapy | inj = injection; inject
io > intraosseous; intraocular | iol = intraocular lens | iud = intrauterine device
iui = intrauterine insemination | iv = intravenous | ivc = inferior vena cava
ivf = in vitro fertilization | ivig = intravenous immune globulin; intravenous immunoglobulin
kub = kidney ureter bladder; abdominal x-ray | ktp < laser | lad < lymphadenectomy
lap = laparoscopic; laparoscopy | lam = laminectomy | lami = laminectomy; laminotomy
lavh = laparoscopic assisted vaginal hysterectomy
leep = loop electrosurgical excision; loop electrode excision | ln = lymph node
lp = lumbar puncture; spinal tap | lvad = left ventricular assist device; ventricular assist device
mac = monitored anesthesia care | mammo = mammogram; mammography | med > medication; medical
mgmt = management | mri = magnetic resonance imaging; magnetic resonance image
mra = mr angiography; magnetic resonance angiography
mvr = mitral valve replacement; mitral valve repair | ncs = nerve conduction study; nerve conduction
ng = nasogastric | ngt = nasogastric tube | nicu = neonatal intensive care; neonatal critical care
nsvd = vaginal delivery; normal spontaneous vaginal delivery
ob = obstetric; obstetrical; obstetrics | oct = optical coherence tomography
omt = osteopathic manipulation; osteopathic manipulative treatment
orif = open reduction internal fixation; open reduction and internal fixation
orif = open treatment fracture; optx | ot < occupational therapy | pap = papanicolaou; pap smear
pcn = percutaneous nephrostomy
pci = percutaneous coronary intervention; coronary stent; coronary angioplasty
pcnl = percutaneous nephrolithotomy | peds = pediatric
peg = percutaneous endoscopic gastrostomy; gastrostomy tube | perc = percutaneous
pet = positron emission tomography | pft = pulmonary function test; pulmonary function tests
phaco = phacoemulsification
picc = peripherally inserted central catheter; peripherally inserted central venous catheter
plif = posterior lumbar interbody fusion | pm > pacemaker | post > posterior
ppm = permanent pacemaker | prp = platelet rich plasma | psa = prostate specific antigen
psych = psychiatric; psychiatry; psychological | psytx = psychotherapy
pt < physical therapy; prothrombin time | pta = percutaneous transluminal angioplasty
ptca = percutaneous transluminal coronary angioplasty | pvr = post-void residual; postvoid residual
rad < radiology; radiologic | rbc = red blood cell | rfa = radiofrequency ablation
rt < radiation therapy; respiratory therapy | rtc = rotator cuff | rx = prescription
sab = spontaneous abortion | sah = subarachnoid hemorrhage | sbo = small bowel obstruction
sbrt = stereotactic body radiation therapy | si < sacroiliac
slnb = sentinel node biopsy; sentinel lymph node biopsy
snf = skilled nursing facility; nursing facility | srs = stereotactic radiosurgery
stsg = split thickness skin graft | ftsg = full thickness skin graft | subq = subcutaneous
surg = surgery; surgical | svt = supraventricular tachycardia | swl = shock wave lithotripsy
t&a = tonsillectomy and adenoidectomy; tonsils and adenoids | tab = therapeutic abortion
tah = total abdominal hysterectomy; abdominal hysterectomy
tavr = transcatheter aortic valve replacement; tavi | tb = tuberculosis | tcd = transcranial doppler
tee = transesophageal echocardiogram; transesophageal echocardiography; transesophageal echo
tfesi = transforaminal epidural steroid injection; transforaminal epidural
tha = total hip arthroplasty; total hip replacement
thr = total hip replacement; total hip arthroplasty | ther = therapeutic; therapy
tips = transjugular intrahepatic portosystemic shunt
tka = total knee arthroplasty; total knee replacement
tkr = total knee replacement; total knee arthroplasty
tlh = total laparoscopic hysterectomy; laparoscopic total hysterectomy
tlif = transforaminal lumbar interbody fusion | tmj = temporomandibular joint
tpa = tissue plasminogen activator; alteplase; thrombolysis
tpi = trigger point injection; trigger point | trach = tracheostomy; tracheotomy
trus = transrectal ultrasound | tsa = total shoulder arthroplasty; total shoulder replacement
tte = transthoracic echocardiogram; transthoracic echocardiography; transthoracic echo
turbt = transurethral resection of bladder tumor; transurethral resection bladder tumor
turp = transurethral resection of prostate; transurethral resection prostate | tx = treatment
ua = urinalysis | ugi = upper gi; upper gastrointestinal
us = ultrasound; ultrasonography; ultrasonic; sonogram | uppp = uvulopalatopharyngoplasty
vac = vacuum assisted closure; negative pressure wound therapy
vats = video assisted thoracoscopic surgery; thoracoscopic; thoracoscopy
vacc = vaccine; vaccination | vbac = vaginal birth after cesarean; vaginal delivery after cesarean
vp = ventriculoperitoneal | vte = venous thromboembolism
x-ray = radiograph; radiography; radiologic examination; radiologic exam; xr
"""

CMS = """
1st > first | abl > ablation | ablt > ablation | abltj > ablation | abnor > abnormal
absc > abscess | accs > access | admin > administration | admn > administration | addl > additional
adj > adjacent; adjustment | agrft > autograft; graft | algrft > allograft; graft | alg > algorithm
alys > analysis | aly > analysis | amniocent > amniocentesis | anast > anastomosis
anes > anesthesia | anesth > anesthesia | antb > antibody | aort > aorta; aortic
appl > application | arthg > arthrography | arthr > arthroscopy; arthroscopic
arthrd > arthrodesis; fusion | arthrp > arthroplasty | arthrs > arthroscopy; arthroscopic
arthrt > arthrotomy | art > artery; arterial | artic > articular; articulation | artl > arterial
asmt > assessment | aspir > aspiration | assmt > assessment | assist > assisted | asstv > assistive
athrc > atherectomy | augmt > augmentation | autol > autologous | ax > axillary | b1 > bone
b9 > benign | balo > balloon | behav > behavioral | bhv > behavior; behavioral | bi > bilateral
bil > bilateral | bilat > bilateral | bld > blood | blk > block | bldr > bladder | bpg > bypass
brchtx > brachytherapy | brachytx > brachytherapy | brn > brain; burn | brst > breast | byp > bypass
calc > calculus | canlj > cannulation | cannulj > cannulation | car > cardiac | cdvr > cadaver
cdvfb > cardioverter defibrillator | cerv > cervical; cervix | cerclg > cerclage
chd > congenital heart disease | chemodenerv > chemodenervation | chmbr > chamber | chng > change
cls > closed; closure | clsd > closed | clsr > closure | cltx > closed treatment
cmpl > complete; complex | cmplt > complete | cmplx > complex | cmptr > computer | cndj > conduction
cnsl > counseling | cntrst > contrast | comp > comprehensive; complete; complicated
compl > complete; complicated; complex | complx > complex | compre > comprehensive
conj > conjunctiva | cons > consultation | consltj > consultation | cont > continuous
cplx > complex | cptr > computer | crd > cord | crnec > craniectomy | crnot > craniotomy
crtd > carotid | crv > cervical | crvcl > cervical | cst > cast | cyto > cytology
cytopath > cytopathology; cytology | cytp > cytopathology | dbrdmt > debridement
dcmprn > decompression | dcmpr > decompression | decompress > decompression
def > defect; defibrillator | defib > defibrillator; defibrillation | dev > device
dfb > defibrillator | dgtz > digitized | diab > diabetes | diag > diagnostic | dil > dilation
dilat > dilation | dir > direct | dislc > dislocation | disloc > dislocation | dlvr > delivery
drg > drainage | drn > drain | drsg > dressing | dstr > destruction | dstrj > destruction
dup > duplex | ea > each | ecls > extracorporeal life support | elbw > elbow
elec > electronic; electric; electrical | eltrd > electrode | embol > embolization; embolectomy
endo > endoscopy; endoscopic | endosc > endoscopy | ephys > electrophysiology
esoph > esophagus; esophageal | est > established | eval > evaluation | evasc > endovascular
evsc > endovascular | evl > evaluation | ev > endovascular | exam > examination | exc > excision
excis > excision | expl > exploration | explor > exploration | ext > external; extremity
extr > extraction; extremity | extrem > extremity | extrnl > external | fem > femoral; femur
fix > fixation | fixj > fixation | fld > fluid | flp > flap | fluor > fluoroscopy; fluorescent
flx > flexible | fstl > fistula | ftl > fetal | funct > functional | gastr > gastric | gls > glass
gdn > guidance | grf > graft | grft > graft | gstr > gastric | gstrst > gastrostomy | hern > hernia
hlth > health | hosp > hospital | hrna > hernia | hrn > hernia | hmrl > humeral | hum > humerus
humrl > humeral | hyperplsa > hyperplasia | hysterect > hysterectomy
icds > implantable cardioverter defibrillator system | icr > intracranial | ig > immune globulin
img > imaging; image | imag > imaging | imed > immediate | imm > immunization; immune
impl > implant; implantation | implnt > implant | implt > implant; implantation
impltj > implantation | inc > incision | incis > incision | indiv > individual
inf > inferior; infusion | infus > infusion | init > initial | ins > insertion | insj > insertion
insrt > insertion | inst > instillation | int > internal | interp > interpretation
interprete > interpretation | interrog > interrogation | intest > intestine; intestinal
intmd > intermediate | intra-op > intraoperative | intraop > intraoperative | ivntj > intervention
jt > joint | jnt > joint | kne > knee | ld > lead | ldls > leadless | les > lesion | lesn > lesion
lig > ligation; ligament | liga > ligation | lmbr > lumbar | lmtd > limited | lng > lung; long
loclzj > localization | lsr > laser | lvr > liver | lwr > lower | lymphadenect > lymphadenectomy
maint > maintenance | mal > malignant | mand > mandible | manj > manipulation
mcrscp > microscopy; microscope | meas > measurement | mgt > management | microvasc > microvascular
min > minute | mlt > multiple | mult > multiple | mnpj > manipulation | mndblr > mandibular
mntr > monitoring; monitor | mod > moderate | modulj > modulation | mon > monitoring | mrw > marrow
msmt > measurement | mul > multiple | musc > muscle | myocrd > myocardial | myocard > myocardial
nck > neck | ndl > needle | ndsc > endoscopy; endoscopic | neg > negative | nerv > nerve
nfs > infusion | nfct > infection | njx > injection | nl > nasolacrimal | nrv > nerve | nrve > nerve
nsl > nasal | nstim > neurostimulator | ntrspc > interspace | ntrstl > interstitial | nuc > nuclear
obs > observation | obstr > obstruction | occ > occlusion | ophth > ophthalmic | opn > open
optx > open treatment | orth > orthotic | ost > osteotomy | osteot > osteotomy | outpt > outpatient
inpt > inpatient | ovrian > ovarian | pac > pacemaker | palp > palpable | part > partial
pat > patient | path > pathology | ped > pediatric | perf > perforation | perph > peripheral
periph > peripheral | perq > percutaneous | phrnc > phrenic | phys > physician; physical
plcmt > placement | pleur > pleural | plmt > placement | pls > pulse | plstc > plastic
pnxr > puncture | pq > percutaneous | prep > preparation | press > pressure
prev > preventive; previous | prfuj > perfusion | prgrmg > programming | prim > primary
proc > procedure | proph > prophylactic; prophylaxis | pros > prosthesis
prosth > prosthesis; prosthetic | prost > prostate | prst > prostate | prst8 > prostate
prst8ect > prostatectomy | prq > percutaneous | prt > partial | prtl > partial | pst > posterior
psychophys > psychophysiological | psychotx > psychotherapy | ptn > patient | pts > patient
pul > pulmonary | pulm > pulmonary | puls > pulse | px > procedure | quan > quantitative
quant > quantitative | qual > qualitative | radex > radiologic examination; x-ray
radiat > radiation | radj > radiation | rcnstj > reconstruction | rcnstv > reconstructive
reconst > reconstruction | reconstruct > reconstruction | redo > reoperation | rem > remote; removal
remov > removal | remv > removal | rep > repair | repos > repositioning | repl > replacement
replc > replacement | repr > repair | reps > repair | resc > resection | rescj > resection
resp > respiratory | rev > revision | revj > revision | revsc > revascularization
rvsc > revascularization | rmv > removal | rmvl > removal | rmvlj > removal | rnl > renal
rpl > replacement | rplc > replacement | rplcmt > replacement | rplmt > replacement | rpr > repair
rprt > report | rpt > rupture; repeat | rsct > resection | rt8 > rotate | rtn > retinal
sac > sacral | salp > salpingo | scler > sclerotherapy | scr > screening | scrn > screening
sd > subdural | sec > secondary | seg > segment | serv > service | sft > soft | sgl > single
sgm > segment | sho > shoulder | sht > shunt | sins > sinus | skel > skeletal | skn > skin
slctv > selective | smpl > simple | sngl > single | snr > sensor | spi > spinal | spl > splint
splnt > splint | spnl > spinal | spec > specimen; special | srg > surgery; surgical
srgry > surgery | stim > stimulation; stimulator | stimj > stimulation | strab > strabismus
strtctc > stereotactic | subs > subsequent | sbsq > subsequent | sup > superficial; superior
superf > superficial | supt > support | surf > surface | surv > surveillance | sutr > suture
svc > service | sys > system | tcat > transcatheter | tech > technical | temp > temporary
thn > than | thor > thoracic | thorac > thoracic | thrc > thoracic | thrcm > thoracotomy
thrmb > thrombosis; thrombectomy | thrmbc > thrombectomy | throc > thoracic | thyr > thyroid
tis > tissue | tiss > tissue | tnot > tenotomy | tot > total | tprnl > transperineal | tr > transfer
trach > tracheal | trans > transurethral; transfer | transcath > transcatheter
transplt > transplant | transvns > transvenous | trluml > transluminal | trml > terminal
trnfr > transfer | trnspl > transplant | trnsplj > transplantation | trurl > transurethral
tst > test | ttl > total | tum > tumor | txmnt > treatment | ulc > ulcer | uni > unilateral
unilat > unilateral | upr > upper | uppr > upper | ureth > urethra | uret > ureter | urt > urethral
urtrl > ureteral | usg > ultrasound | uter > uterus; uterine | vag > vaginal; vagina
vasc > vascular | ven > venous; vein | vent > ventricular; ventilation | vert > vertebra; vertebral
vis > visual | vit > vitreous; vitamin | vn > vein | vns > venous | vrt > vertebral; vertebra
vsl > vessel | vst > visit | vw > view | vws > view | wnd > wound | xm > examination
xmatch > crossmatch | xplor > exploration | xplr > exploration | xtr > extremity | xtrc > extraction
xtrnl > external | xtrcorp > extracorporeal | yr > year | yrs > year
"""

FAMILIES = """
ablation ~ ablate ~ ablative | amputation ~ amputate | arthroscopy ~ arthroscopic ~ arthroscopically
aspiration ~ aspirate | biopsy ~ biopsied | bronchoscopy ~ bronchoscopic
catheterization ~ catheterize | closure ~ close | colonoscopy ~ colonoscopic
consultation ~ consult | cystoscopy ~ cystoscopic ~ cystourethroscopy | debridement ~ debride
decompression ~ decompress | dermatologic ~ dermatology | destruction ~ destroy
dilation ~ dilate ~ dilatation | disc ~ disk | discectomy ~ diskectomy | dissection ~ dissect
drainage ~ drain | ear ~ aural | embolization ~ embolize | endoscopy ~ endoscopic
esophagoscopy ~ esophagoscopic | evaluation ~ evaluate | examination ~ exam
excision ~ excise ~ excised | exploration ~ explore ~ exploratory | extraction ~ extract
fixation ~ fixate | fusion ~ fuse | gynecology ~ gynaecology ~ gynecologic
hemorrhage ~ haemorrhage | hysteroscopy ~ hysteroscopic | imaging ~ image | implantation ~ implant
incision ~ incise | infusion ~ infuse | injection ~ inject | insertion ~ insert
laparoscopy ~ laparoscopic ~ laparoscopically ~ laparo | ligation ~ ligate
manipulation ~ manipulate | monitoring ~ monitor | orthopedic ~ orthopaedic
anesthesia ~ anaesthesia | cesarean ~ caesarean | edema ~ oedema | esophagus ~ oesophagus
fetal ~ foetal | pediatric ~ paediatric | tumor ~ tumour | radical ~ radically
reconstruction ~ reconstruct ~ reconstructive | reduction ~ reduce | reimplantation ~ reimplant
removal ~ remove | repair ~ repairing ~ repaired | replacement ~ replace
resection ~ resect ~ resected | revision ~ revise | screening ~ screen
sonogram ~ sonography ~ ultrasound | suture ~ suturing | thoracoscopy ~ thoracoscopic
transfusion ~ transfuse | transplantation ~ transplant | treatment ~ treat
ultrasound ~ ultrasonography | vaccination ~ vaccine ~ vaccinate | x-ray ~ xray ~ xrays
"""
