"use strict";
const byId = (id) => document.getElementById(id);
const chosen = new URLSearchParams(location.search);
let asked = 0;

function query(more) {
  const parts = new URLSearchParams({ variant: chosen.get("variant") || "", template: chosen.get("template") || "", ...more });
  return "?" + parts;
}

function fill(select, values, value, named) {
  if (select.dataset.values !== JSON.stringify(values)) {
    select.dataset.values = JSON.stringify(values);
    select.replaceChildren(...values.map((one) => new Option(named(one), one)));
  }
  select.value = value;
}

function item(kind, mark, title, lines) {
  const made = document.createElement("li");
  made.className = kind;
  if (mark) {
    const strong = document.createElement("b");
    strong.textContent = mark;
    made.append(strong, " ");
  }
  made.append(title);
  for (const line of lines.filter(Boolean)) {
    const small = document.createElement("small");
    small.textContent = line;
    made.append(small);
  }
  return made;
}

function place(one, state) {
  const other = one.file && one.file !== state.file ? `, ${one.file}` : "";
  return one.line ? `Line ${one.line}${other}:` : one.severity === "error" ? "Error:" : "Warning:";
}

async function showPages(state) {
  const sources = Array.from({ length: state.pages }, (_, index) => `/page-${index + 1}.png` + query({ made: state.made }));
  const loaded = await Promise.all(sources.map((source, index) => new Promise((done) => {
    const image = new Image();
    image.alt = `Page ${index + 1} of ${state.pages}. The HTML link above has its text.`;
    image.onload = image.onerror = () => done(image);
    image.src = source;
  })));
  if (state.made !== shown) return;
  const pages = byId("pages");
  const at = pages.scrollTop;
  const top = window.scrollY;
  pages.replaceChildren(...loaded);
  pages.scrollTop = at;
  window.scrollTo(window.scrollX, top);
}

let shown = null;
async function refresh() {
  const mine = ++asked;
  let state;
  try {
    state = await (await fetch("/state.json" + query({}))).json();
  } catch {
    return;
  }
  if (mine !== asked) return;
  byId("name").textContent = document.title = state.file;
  fill(byId("variant"), state.variants, state.variant, (one) => one || "the whole profile");
  fill(byId("template"), state.templates, state.template, (one) => one);
  const strip = byId("strip");
  strip.hidden = !state.failed;
  strip.textContent = state.failed ? `${state.failed} Showing the last good page.` : "";
  const errors = state.problems.filter((one) => one.severity === "error").length;
  byId("saved").textContent = (state.pages ? `${state.pages} page${state.pages === 1 ? "" : "s"}, ` : "") + `read ${new Date().toLocaleTimeString()}` + (errors ? `, ${errors} error${errors === 1 ? "" : "s"}` : "");
  byId("problem-count").textContent = `(${state.problems.length})`;
  byId("problems").replaceChildren(...state.problems.map((one) => item(one.severity, place(one, state), one.message, [one.source, one.hint])));
  byId("advice-count").textContent = `(${state.advice.length})`;
  byId("advice").replaceChildren(...state.advice.map((one) => item("gap", one.line ? place(one, state) : "", one.message, [one.source, one.hint])));
  byId("gap-count").textContent = `(${state.gaps.length})`;
  byId("answer").textContent = state.answer;
  byId("gaps").replaceChildren(...state.gaps.map((one) => item("gap", "", one.text, [one.why])));
  byId("pdf").href = "/resume.pdf" + query({});
  byId("html").href = "/resume.html" + query({});
  if (state.made !== shown) {
    shown = state.made;
    await showPages(state);
  }
}

for (const name of ["variant", "template"]) {
  byId(name).addEventListener("change", (event) => {
    chosen.set(name, event.target.value);
    history.replaceState(null, "", "/?" + chosen);
    refresh();
  });
}
new EventSource("/events").onmessage = refresh;
