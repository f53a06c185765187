"""``python -m pipeline`` is the command ``baoshu``."""

from pipeline.cli import app

if __name__ == "__main__":
    app(prog_name="baoshu")
