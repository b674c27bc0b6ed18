# shellcheck shell=bash
# Completes the options of resume-publish, resume-sshd and resume-ui, which
# their --help prints, and file names.
_resume()
{
    local word=${COMP_WORDS[COMP_CWORD]} words
    local before=${COMP_WORDS[COMP_CWORD - 1]}

    if [[ $word == = ]]; then # a word of its own in "--log-format="
        word=''
    elif [[ $before == = ]]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    COMPREPLY=()
    if [[ $word == -* ]]; then
        words=$("$1" --help | grep -oE -- '--[a-z][a-z-]+')
    elif [[ $before == --log-format ]]; then
        words="text json"
    else
        return
    fi
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -o default -F _resume resume-publish resume-sshd resume-ui
