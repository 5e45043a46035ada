from flask import Flask

app = Flask(__name__)


@app.get("/")
def hello():
    return "hello\n"


@app.get("/health")
def health():
    return "ok\n"
