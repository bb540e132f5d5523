# SPDX-License-Identifier: MIT
# cmake -D generator=PROGRAM -D fresh=DIR -D bundled=DIR -P compare.cmake
# Runs `PROGRAM DIR` into an empty folder and compares what it wrote with the bundled files.

file(REMOVE_RECURSE ${fresh})
file(MAKE_DIRECTORY ${fresh})
execute_process(COMMAND ${generator} ${fresh} COMMAND_ERROR_IS_FATAL ANY)

file(GLOB fresh_files RELATIVE ${fresh} ${fresh}/*)
file(GLOB bundled_files RELATIVE ${bundled} ${bundled}/*.csv)
set(files ${fresh_files} ${bundled_files})
list(REMOVE_DUPLICATES files)
if(NOT files)
    message(FATAL_ERROR "${generator} wrote nothing")
endif()
foreach(file IN LISTS files)
    execute_process(
        COMMAND ${CMAKE_COMMAND} -E compare_files ${fresh}/${file} ${bundled}/${file}
        RESULT_VARIABLE difference)
    if(difference)
        message(SEND_ERROR "${file} is not what the generator writes")
    endif()
endforeach()
