// Small helps; every page reads and works without them.

for (const knap of document.querySelectorAll("button[data-kopier]")) {
  const tekst = document.getElementById(knap.dataset.kopier);
  const adresse = tekst.querySelector("[data-adresse]");
  adresse.textContent = new URL(adresse.dataset.adresse, location.origin);
  knap.hidden = false;
  knap.addEventListener("click", async () => {
    const status = knap.parentElement.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(tekst.textContent.replace(/\s+/g, " ").trim());
      status.textContent = "Kopieret";
    } catch {
      getSelection().selectAllChildren(tekst);
      status.textContent = "Markeret: kopiér med Ctrl+C";
    }
  });
}

// A wide table says that it can be scrolled, only where it can.
const rulbare = new ResizeObserver((alle) => {
  for (const { target } of alle) target.classList.toggle("bred", target.scrollWidth > target.clientWidth + 1);
});
document.querySelectorAll(".rul").forEach((region) => rulbare.observe(region));

// Where there is room, a form stands open above its answer; on a phone the answer is what comes first.
if (matchMedia("(min-width: 62rem)").matches) {
  for (const form of document.querySelectorAll("details[data-aaben-bred]")) form.open = true;
}

// On paper nothing can be unfolded.
addEventListener("beforeprint", () => {
  for (const foldet of document.querySelectorAll("details.tabelbag, details.lang")) foldet.open = true;
});

// A picture that cannot be had leaves the text alone.
for (const billede of document.querySelectorAll(".sidebillede img")) {
  const vaek = () => (billede.closest("figure").hidden = true);
  if (billede.complete && !billede.naturalWidth) vaek();
  else billede.addEventListener("error", vaek);
}

// A link to a source opens it.
const aabn = () => {
  const maal = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (maal instanceof HTMLDetailsElement) maal.open = true;
};
addEventListener("hashchange", aabn);
aabn();
